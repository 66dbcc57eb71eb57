/** The range from which the kernel takes ports on its own (ip(7), ip_local_port_range), from where the search begins. */
export const EPHEMERAL = { first: 32768, last: 60999, begin: 40000 } as const;
