import { expect, test } from 'vitest';
import { classes as en } from '../../../src/app/i18n/en/diagrams/class.ts';
import { classMermaid } from '../../../src/formats/mermaid/class.ts';
import { classPrograms } from '../../support/class-programs.ts';

const programs = await classPrograms();

test('the client of the echo, at its end', () => {
  const echo = programs.find(({ id, root }) => id === 'echo' && root === 'C');
  if (echo === undefined) throw new Error('no such program');
  const text = classMermaid(echo.model, { title: 'client', words: en, count: echo.count });
  expect(text.split('\n').slice(3)).toMatchInlineSnapshot(`
    [
      "classDiagram",
      "  class Endpoint["Endpoint"] {",
      "    <<dataType>>",
      "    +address : string",
      "    +port : int",
      "    +toSockaddr() sockaddr_in",
      "  }",
      "  class Socket["Socket"] {",
      "    <<abstract>>",
      "    #fd_ : int",
      "    +/local : Endpoint",
      "    +/state : TcpState",
      "    #Socket(fd : int)",
      "    +#126;Socket()",
      "    +close() int 1×",
      "  }",
      "  class ClientSocket["ClientSocket"] {",
      "    +/remote : Endpoint",
      "    +/sendBuffer : size_t",
      "    +/receiveBuffer : size_t",
      "    -data_ : string",
      "    +ClientSocket() 1×",
      "    +connect(to : Endpoint) int 1×",
      "    +send(data : string) ssize_t 1×",
      "    +recv(length : size_t) ssize_t 1×",
      "    +data() string",
      "  }",
      "  Socket <|-- ClientSocket",
      "  ClientSocket ..> Endpoint : «use»",
      "  class o1["c : ClientSocket (closed)"] {",
      "    <<object>>",
      "    fd_ = -1 (closed)",
      "    /local = –",
      "    /state = –",
      "    /remote = –",
      "    /sendBuffer = –",
      "    /receiveBuffer = –",
      "    data_ = "hello"",
      "  }",
      "",
    ]
  `);
});
