// Runs around the whole suite: its temporary files lie in one folder, and what is left there holds no planted number.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { filesWith } from './planted/search.ts';
import { plantedValues } from './planted/values.ts';

const USUAL = ['11010519491231002X', '110105194912310021', '13812345678', '350102199003074515'];

let folder: string;

export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'cp-'));
  process.env.TMPDIR = folder;
}

export function teardown(): void {
  const left = filesWith(folder, [...plantedValues(), ...USUAL]);
  if (left.length === 0) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  const names = left.map((path) => relative(folder, path)).join(', ');
  throw new Error(`planted numbers were left in ${folder}: ${names}`);
}
