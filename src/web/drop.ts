import { say } from './progress.ts';

/** Takes files dropped anywhere: one that misses the frame would be opened in place of this page. */
export function takeDrops(frame: HTMLElement, take: (files: FileList) => void): void {
  for (const name of ['dragover', 'dragleave', 'drop'] as const)
    addEventListener(name, (event) => {
      event.preventDefault();
      frame.classList.toggle('is-over', name === 'dragover');
      const dropped = event.dataTransfer;
      if (name !== 'drop' || !dropped || dropped.files.length === 0) return;
      if ([...dropped.items].some((item) => item.webkitGetAsEntry()?.isDirectory))
        return say('不能直接拖文件夹，请选择其中的文件 · choose the files in the folder');
      take(dropped.files);
      const names = [...dropped.files].map(({ name }) => name).join('、');
      say(`已选好 ${names}，请按“检查并遮盖” · chosen; now press “Check and mask”`);
    });
}
