/** Lines that many scenes begin with: a listener, and a connection between `c` at the client and `a` at the server. */
export const LISTENER = `
      S socket ls
      S bind ls 10.0.0.2:8080
      S listen ls 5`;

export const PAIR = `${LISTENER}
      C socket c
      C connect c 10.0.0.2:8080
      S accept ls a`;
