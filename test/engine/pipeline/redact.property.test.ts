import fc from 'fast-check';
import { expect, it } from 'vitest';
import { redact } from '../../../src/engine/pipeline/redact.ts';
import { settings } from '../settings.ts';

const upload = (text: string) => ({ bytes: new TextEncoder().encode(text), name: 'a.txt' });
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const prose = fc.string({ unit: fc.constantFrom('公', '示', ',', ' ', '\n', 'Ａ', '\u200B') });

it('masks a planted identity number and leaves every other character alone', () =>
  fc.assert(
    fc.asyncProperty(prose, prose, async (before, after) => {
      const draft = `公示${before}:11010519491231002X:${after}`;
      const { output, verdict } = await redact(upload(draft), settings);
      expect(text(output)).toBe(`公示${before}:******************:${after}`);
      expect(verdict).toBe('masked');
    }),
  ));

it('changes nothing the second time', () =>
  fc.assert(
    fc.asyncProperty(prose, async (before) => {
      const once = await redact(upload(`${before}:11010519491231002X`), settings);
      const twice = await redact(upload(text(once.output)), settings);
      expect(twice.output).toEqual(once.output);
      expect(twice.verdict).toBe('clean');
    }),
  ));
