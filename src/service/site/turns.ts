/** Lets so many in at a time; the others wait in order. */
export function turns(most: number): <T>(act: () => Promise<T>) => Promise<T> {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (act) => {
    if (inside >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
    try {
      return await act();
    } finally {
      // Whoever waits takes this place; only without one does it become free.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
