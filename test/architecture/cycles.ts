/** File -> the files that it imports, each with the line where it does. */
export type Edges = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A file in a cycle, and the line on which it imports the next one. */
export interface Step {
  readonly path: string;
  readonly line: number;
}

/** One shortest cycle for every file whose own shortest cycle has not been listed yet; starts with the least path. */
export function cyclesIn(edges: Edges): readonly (readonly Step[])[] {
  const cycles: (readonly Step[])[] = [];
  const listed = new Set<string>();
  for (const path of [...edges.keys()].toSorted()) {
    if (listed.has(path)) continue;
    const cycle = shortestCycleThrough(path, edges);
    if (cycle === null) continue;
    cycles.push(cycle);
    for (const step of cycle) listed.add(step.path);
  }
  return cycles;
}

/** Breadth first from `start` along the imports, until an import leads back to it. */
function shortestCycleThrough(start: string, edges: Edges): readonly Step[] | null {
  const cameFrom = new Map<string, Step>();
  let frontier = [start];
  while (frontier.length > 0) {
    const next: string[] = [];
    for (const path of frontier) {
      for (const [goal, line] of edges.get(path) ?? []) {
        if (goal === start) return [...wayTo(path, cameFrom), { path, line }];
        if (!edges.has(goal) || cameFrom.has(goal)) continue;
        cameFrom.set(goal, { path, line });
        next.push(goal);
      }
    }
    frontier = next;
  }
  return null;
}

function wayTo(path: string, cameFrom: ReadonlyMap<string, Step>): readonly Step[] {
  const step = cameFrom.get(path);
  return step === undefined ? [] : [...wayTo(step.path, cameFrom), step];
}
