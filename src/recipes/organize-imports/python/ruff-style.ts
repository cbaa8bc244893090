import { listOf, settingOf } from '../../../codebase/manifests/python-settings.ts';
import type { ImportStyle } from './import-style.ts';

const ISORT = /^(?:lint\.)?isort\.(.+)$/;
const IGNORES = /^(?:lint\.)?(?:extend-)?per-file-ignores\.(.+)$/;
const EXCLUDES = /^(?:lint\.)?(?:extend-)?exclude$/;

/** Settings for imports out of ruff's own table, or what stands in the way. */
export function ruffStyle(path: string, values: ReadonlyMap<string, string>): ImportStyle | string {
  if (values.has('extend')) return `${path} takes settings from another file ("extend")`;
  const isort: Record<string, unknown> = {};
  const sections: Record<string, readonly string[]> = {};
  for (const [key, written] of values) {
    const [, option] = ISORT.exec(key) ?? [];
    const value = settingOf(written);
    if (/^(?:lint\.)?(?:isort)?$/.test(key)) return `${path} writes "${key}" in one line, which is not read`;
    if (option === undefined) continue;
    if (value === null) return `${path} gives "${key}" a value that is not read`;
    if (option.startsWith('sections.')) sections[option.slice('sections.'.length)] = listOf(written);
    else isort[option] = value;
  }
  const width = settingOf(values.get('line-length') ?? '');
  const indent = settingOf(values.get('indent-width') ?? '');
  return {
    general: {
      ...(typeof width === 'number' ? { 'line-length': width } : {}),
      ...(typeof indent === 'number' ? { 'indent-width': indent } : {}),
    },
    isort: Object.keys(sections).length > 0 ? { ...isort, sections } : isort,
    roots: listOf(values.get('src') ?? '.,src').map((root) => root.replace(/^\.\/?/, '')),
    excluded: [...values].flatMap(([key, written]) => excludedBy(key, written)),
  };
}

function excludedBy(key: string, written: string): readonly string[] {
  const [, pattern] = IGNORES.exec(key) ?? [];
  if (pattern !== undefined) {
    return listOf(written).some((rule) => /^(?:I|I0\d*|ALL)$/.test(rule)) ? [pattern] : [];
  }
  return EXCLUDES.test(key) ? listOf(written) : [];
}
