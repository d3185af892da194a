/** Works on the items of a sequence, `count` of them at any moment, as the engine's pipeline does. */
export async function atOnce<T>(
  count: number,
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const queue = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const take = async (): Promise<void> => {
    for (let next = await queue.next(); next.done !== true; next = await queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: count }, take));
}

/** Pictures that the engine has under way at the same time. */
export const engineParallel = 4;
