import { expect, test } from 'vitest';
import { classes as en } from '../../../src/app/i18n/en/diagrams/class.ts';
import { classPlantuml } from '../../../src/formats/plantuml/class.ts';
import { classPrograms } from '../../support/class-programs.ts';

const programs = await classPrograms();

test('the client of the echo, at its end', () => {
  const echo = programs.find(({ id, root }) => id === 'echo' && root === 'C');
  if (echo === undefined) throw new Error('no such program');
  const text = classPlantuml(echo.model, { title: 'client', words: en, count: echo.count });
  expect(text.split('\n').slice(4)).toMatchInlineSnapshot(`
    [
      "title client",
      "hide circle",
      "skinparam classAttributeIconSize 0",
      "class "Endpoint" as Endpoint <<dataType>> {",
      "  +{field} address : string",
      "  +{field} port : int",
      "  +{method} toSockaddr() : sockaddr_in",
      "}",
      "abstract class "Socket" as Socket {",
      "  #{field} fd_ : int",
      "  +{field} /local : Endpoint",
      "  +{field} /state : TcpState",
      "  #{method} Socket(fd : int)",
      "  +{method} <U+007E>Socket()",
      "  +{method} close() : int 1×",
      "}",
      "class "ClientSocket" as ClientSocket {",
      "  +{field} /remote : Endpoint",
      "  +{field} /sendBuffer : size_t",
      "  +{field} /receiveBuffer : size_t",
      "  -{field} data_ : string",
      "  +{method} ClientSocket() 1×",
      "  +{method} connect(to : Endpoint) : int 1×",
      "  +{method} send(data : string) : ssize_t 1×",
      "  +{method} recv(length : size_t) : ssize_t 1×",
      "  +{method} data() : string",
      "}",
      "Socket <|-- ClientSocket",
      "ClientSocket ..> Endpoint : <<use>>",
      "object "<u>c : ClientSocket (closed)</u>" as o1 {",
      "  fd_ = -1 (closed)",
      "  /local = –",
      "  /state = –",
      "  /remote = –",
      "  /sendBuffer = –",
      "  /receiveBuffer = –",
      "  data_ = "hello"",
      "}",
      "@enduml",
      "",
    ]
  `);
});
