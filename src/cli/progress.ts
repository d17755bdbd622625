/** A line of progress on a terminal; silent where nobody watches. */
export function createProgress(total: number, terminal = process.stderr) {
  let done = 0;
  const isWatched = terminal.isTTY && total > 1;
  const clear = () => isWatched && terminal.write('\r\u001B[K');
  const show = () => isWatched && terminal.write(`处理中 ${done}/${total} …`);
  show();
  return {
    clear,
    advance() {
      done += 1;
      if (done < total) show();
    },
  };
}
