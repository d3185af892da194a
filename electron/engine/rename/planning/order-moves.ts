/** The two paths of a move, as the file system compares them. */
export interface Ends {
  readonly fromKey: string;
  readonly toKey: string;
}

export interface MoveOrder<Move> {
  /** Each finds its name free once all before it are done and the first of each ring of `cycles` has stepped aside. */
  readonly straight: readonly Move[];
  /** Rings of moves that wait for each other, so that the first has to step aside. A case-only rename is a ring of one. */
  readonly cycles: readonly (readonly Move[])[];
  /** Moves that wait for each other, up to one whose new name is free. That one comes first. */
  readonly chains: readonly (readonly Move[])[];
}

/** Orders moves so that nothing is written over. Sources are unique, and so are targets. */
export function orderMoves<Move extends Ends>(moves: readonly Move[]): MoveOrder<Move> {
  const bySource = new Map(moves.map((move) => [move.fromKey, move]));
  const done = new Set<Move>();
  const cycles: Move[][] = [];
  const chains: Move[][] = [];
  for (const move of moves) {
    if (done.has(move)) continue;
    const { path, closed } = follow(move, bySource, done);
    if (closed) cycles.push(path);
    else chains.push(path.reverse());
  }
  return { straight: chains.flat(), cycles, chains };
}

/** Goes from a move to the one that has to make room for it, and so on. Targets are unique, so a ring has no tail. */
function follow<Move extends Ends>(start: Move, bySource: ReadonlyMap<string, Move>, done: Set<Move>) {
  const path: Move[] = [];
  for (let move: Move | undefined = start; move; move = bySource.get(move.toKey)) {
    if (done.has(move)) return { path, closed: move === start };
    done.add(move);
    path.push(move);
  }
  return { path, closed: false };
}
