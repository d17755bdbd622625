import { SCRIPT, STYLE } from '../shared/escapes.ts';
import { linesOf } from '../shared/lines.ts';
import type { Run } from '../shared/written-text.ts';
import { codedFilesIn, readCoded } from './coded.ts';
import { type DataUri, dataUrisIn } from './data-uri.ts';
import type { Gathered } from './gathered.ts';
import { type Layer, layerIn } from './layer.ts';
import { ScriptCode } from './script-code.ts';
import { asRaw, type Write } from './writers.ts';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Scripts keep their strings; what `ScriptCode` hands over is already fit to be written. */
const asIs: Write = (text) => text;

/** Reads the script in a stretch of a layer, line by line. */
export function readScript(layer: Layer, stretch: Stretch, out: Gathered): void {
  const script = layerIn(layer, stretch, SCRIPT, asIs);
  const code = new ScriptCode(script.text);
  readLines(script, out, (runs, base) =>
    out.hide({
      channel: layer.channel ?? 'script',
      runs,
      write: script.write,
      widen: (_, edits) => code.fitting(base, edits),
    }),
  );
}

/** Reads the style sheet in a stretch of a layer, line by line. */
export function readStyle(layer: Layer, stretch: Stretch, out: Gathered): void {
  const style = layerIn(layer, stretch, STYLE, asRaw);
  readLines(style, out, (runs) =>
    out.hide({ channel: layer.channel ?? 'hidden', runs, write: style.write }),
  );
}

function readLines(layer: Layer, out: Gathered, add: (runs: readonly Run[], base: number) => void) {
  const { text } = layer;
  const files = [...dataUrisIn(layer, false)];
  files.push(...codedFilesIn(layer).filter((file) => without(files, file).length > 0));
  files.sort((a, b) => a.start - b.start);
  for (const file of files) out.files.push(file);
  const lines = linesOf(text);
  for (let line = 0; line < lines.count; line++) {
    const { start, end } = lines.span(line);
    for (const stretch of without(files, { start, end })) {
      if (text.slice(stretch.start, stretch.end).trim() === '') continue;
      add(layer.inSource([stretch]), stretch.start);
      readCoded(layer, stretch, 'script', out);
    }
  }
}

/** A stretch with the files taken out of it: these are documents of their own. */
export function without(files: readonly DataUri[], { start, end }: Stretch): Stretch[] {
  const inside = files.filter((file) => file.start < end && file.end > start);
  const stretches: Stretch[] = [];
  let at = start;
  for (const file of inside) {
    if (file.start > at) stretches.push({ start: at, end: file.start });
    at = file.end;
  }
  if (at < end) stretches.push({ start: at, end });
  return stretches;
}
