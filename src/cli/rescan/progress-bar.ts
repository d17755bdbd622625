import type { ScanProgress } from '../../service/site/scans.ts';

const WIDTH = 24;

/** How far a scan is, on one line of a terminal; silent where nobody watches. */
export function progressBar(terminal: NodeJS.WriteStream = process.stderr) {
  const clear = () => void (terminal.isTTY && terminal.write('\r\u001B[K'));
  return {
    clear,
    show(scan: ScanProgress): void {
      if (!terminal.isTTY) return;
      clear();
      terminal.write(barOf(scan).slice(0, Math.max(20, (terminal.columns || 100) - 10)));
    },
  };
}

/** `████████░░░░░░░░ 45 %  1,234/2,740  152/s  剩 10 秒` */
export function barOf({
  done,
  left,
  perSecond,
  etaSeconds,
  errors,
  exposures,
}: ScanProgress): string {
  const share = done + left === 0 ? 0 : done / (done + left);
  const full = Math.round(share * WIDTH);
  const found = exposures.new + exposures.reopened;
  return [
    `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${Math.floor(share * 100)} %`,
    `${count(done)}/${count(done + left)}`,
    `${perSecond}/s`,
    ...(etaSeconds === null ? [] : [`剩 ${duration(etaSeconds)}`]),
    ...(found === 0 ? [] : [`发现 ${count(found)}`]),
    ...(errors === 0 ? [] : [`出错 ${count(errors)}`]),
  ].join('  ');
}

export const count = (number: number): string => number.toLocaleString('en-US');

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} 秒`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} 分`;
  return `${(seconds / 3600).toFixed(1)} 小时`;
}
