import { listOf, settingOf } from '../../../codebase/manifests/python-settings.ts';
import type { ImportStyle } from './import-style.ts';

// What ruff has an option of the same name for.
const SAME = new Set(
  `force_single_line force_sort_within_sections combine_as_imports order_by_type lines_after_imports lines_between_types
  length_sort length_sort_straight case_sensitive no_sections force_to_top known_first_party known_third_party
  known_local_folder extra_standard_library forced_separate single_line_exclusions classes constants variables`.split(
    /\s+/,
  ),
);
const LISTS =
  /^(?:force_to_top|known_\w+|extra_standard_library|forced_separate|single_line_exclusions|classes|constants|variables)$/;
// What has no say in the text that comes out, or what ruff does anyway.
const WITHOUT_EFFECT = new Set(
  `filter_files atomic skip_gitignore py_version include_trailing_comma use_parentheses ensure_newline_before_comments
  multi_line_output force_grid_wrap profile line_length color_output verbose quiet virtual_env jobs split_on_trailing_comma
  skip extend_skip skip_glob extend_skip_glob src_paths default_section sections combine_star show_diff check`.split(
    /\s+/,
  ),
);
const SECTIONS: ReadonlyMap<string, string> = new Map([
  ['FUTURE', 'future'],
  ['STDLIB', 'standard-library'],
  ['THIRDPARTY', 'third-party'],
  ['FIRSTPARTY', 'first-party'],
  ['LOCALFOLDER', 'local-folder'],
]);
const BLACK_WIDTH = 88;
const ISORT_WIDTH = 79;
const VERTICAL_HANGING = /^(?:3|VERTICAL_HANGING_INDENT)$/;

/** Settings for imports out of isort's own, or the first that ruff has nothing for. */
export function isortStyle(path: string, values: ReadonlyMap<string, string>): ImportStyle | string {
  const profile = text(values, 'profile') ?? '';
  if (profile !== 'black' && profile !== '') return `${path} asks for isort's profile ${profile}`;
  const wrapping = text(values, 'multi_line_output') ?? (profile === 'black' ? '3' : '0');
  const hasComma = profile === 'black' || text(values, 'include_trailing_comma')?.toLowerCase() === 'true';
  if (!VERTICAL_HANGING.test(wrapping) || !hasComma || (text(values, 'force_grid_wrap') ?? '0') !== '0') {
    return `${path} has isort break lines in a way that ruff does not know`;
  }
  const unknown = [...values.keys()].find((key) => !SAME.has(key) && !WITHOUT_EFFECT.has(key));
  if (unknown !== undefined) return `${path} gives isort the setting ${unknown}, for which ruff has none`;
  const order = listOf(values.get('sections') ?? [...SECTIONS.keys()].join());
  const fallback = text(values, 'default_section') ?? 'THIRDPARTY';
  const other = [...order, fallback].find((name) => !SECTIONS.has(name));
  if (other !== undefined) return `${path} has a section ${other} of its own`;
  const same = [...values].flatMap(([key, written]) =>
    SAME.has(key) ? [[key.replaceAll('_', '-'), LISTS.test(key) ? listOf(written) : settingOf(written)]] : [],
  );
  return {
    general: {
      'line-length': Number(text(values, 'line_length') ?? (profile === '' ? ISORT_WIDTH : BLACK_WIDTH)),
    },
    isort: {
      ...Object.fromEntries(same),
      'section-order': order.map((name) => SECTIONS.get(name)),
      'default-section': SECTIONS.get(fallback),
    },
    roots: listOf(values.get('src_paths') ?? '.,src').map((root) => root.replace(/^\.\/?/, '')),
    excluded: ['skip', 'extend_skip', 'skip_glob', 'extend_skip_glob'].flatMap((key) =>
      listOf(values.get(key) ?? ''),
    ),
  };
}

function text(values: ReadonlyMap<string, string>, key: string): string | null {
  const written = values.get(key);
  const value = written === undefined ? null : settingOf(written);
  return value === null ? null : String(value);
}
