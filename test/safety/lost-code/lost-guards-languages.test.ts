import { describe, expect, test } from 'vitest';
import { edited, lossesIn } from '../../support/lost-behaviour.ts';

const RUST = `impl Store {
    pub fn put(&mut self, key: &str, value: Vec<u8>) -> Result<(), Error> {
        if value.len() > self.limit {
            return Err(Error::TooLarge(value.len()));
        }
        self.sync()?;
        self.items.insert(key.to_string(), value);
        Ok(())
    }
}
`;
const RUBY = `def load(cookie)
  body, signature = cookie.split("--", 2)
  return nil unless secure_compare(sign(body), signature)
  raise Expired, body if old?(body)
  JSON.parse(body)
rescue JSON::ParserError
  nil
end
`;
const BASH = `#!/usr/bin/env bash
if [[ -n "$(git status --porcelain)" ]]; then
  echo "work tree is not clean" >&2
  exit 1
fi
[ -f release.toml ] || exit 1
git archive HEAD | tar x -C "$work"
`;
const VUE = `<script setup>
async function submit() {
  const response = await fetch('/login');
  if (!response.ok) {
    error.value = 'Login failed';
    return;
  }
  const { token } = await response.json();
  emit('done', token);
}
</script>

<template>
  <button @click="submit">In</button>
</template>
`;

const FIRST = `def valid?(token)
  return false unless token
  token == @secret
end
`;
const VIEW = `def edit(post):
    if post["author_id"] != g.user["id"]:
        abort(403)
    return render(post)
`;
const PHP = `<?php
function put($items, $value) {
  if (strlen($value) > LIMIT) {
    throw new TooLarge($value);
  }
  $items->add($value);
}
`;
const C = `int put(struct items *all, const char *value) {
  if (strlen(value) > all->limit) {
    return -1;
  }
  return add(all, value);
}
`;

const PUBLISH = `for file in docs/*.md; do
  if [[ ! -s $file ]]; then
    continue
  fi
  publish "$file"
done
`;

describe('a check that goes', () => {
  test.each([
    ['Rust', 'a.rs', RUST, /        if value[^]*?\n        \}\n/],
    ['Ruby, behind a statement', 'a.rb', RUBY, /  return nil unless.*\n/],
    ['Ruby, that raises', 'a.rb', RUBY, /  raise .*\n/],
    ['Ruby, that deals with errors', 'a.rb', RUBY, /rescue[^]*?nil\n/],
    ['Ruby, as the first statement', 'b.rb', FIRST, / {2}return false.*\n/],
    ['Python, that answers with an error', 'a.py', VIEW, / {4}if post[^]*?403\)\n/],
    ['PHP', 'a.php', PHP, / {2}if \([^]*?\n {2}\}\n/],
    ['C', 'a.c', C, / {2}if \([^]*?\n {2}\}\n/],
    ['a shell', 'a.sh', BASH, /if \[\[[^]*?fi\n/],
    ['a shell, that goes on to the next', 'a.sh', PUBLISH, / {2}if[^]*?fi\n/],
    ['a shell, behind an or', 'a.sh', BASH, /\[ -f.*\n/],
    ['a component', 'a.vue', VUE, /  if \(![^]*?\n  \}\n/],
  ])('is refused in %s', async (_, path, before, guard) => {
    const after = edited(before, guard.exec(before)?.[0] ?? '', '');
    expect(await lossesIn({ [path]: [before, after] }, 'Tidy it')).toHaveLength(1);
  });

  test('is refused in a shell where only its exit goes', async () => {
    const before =
      'main() {\n  if [ -z "$1" ]; then\n    echo "no file" >&2\n    exit 1\n  fi\n  cat "$1"\n}\n';
    const after = edited(before, '    exit 1\n', '');
    expect(await lossesIn({ 'a.sh': [before, after] }, 'Tidy it')).toEqual(['a.sh:2']);
  });

  test('passes where the language has another form for it', async () => {
    const ensured = edited(
      RUST,
      /        if value[^]*?\n        \}\n/.exec(RUST)?.[0] ?? '',
      '        ensure!(value.len() <= self.limit, Error::TooLarge(value.len()));\n',
    );
    expect(await lossesIn({ 'a.rs': [RUST, ensured] }, 'Tidy put')).toEqual([]);
    const spelled = edited(
      RUBY,
      '  return nil unless secure_compare(sign(body), signature)\n',
      '  if !secure_compare(sign(body), signature)\n    return nil\n  end\n',
    );
    expect(await lossesIn({ 'a.rb': [RUBY, spelled] }, 'Tidy load')).toEqual([]);
    const short = edited(
      BASH,
      /if \[\[[^]*?fi\n/.exec(BASH)?.[0] ?? '',
      '[[ -z "$(git status --porcelain)" ]] || exit 1\n',
    );
    expect(await lossesIn({ 'a.sh': [BASH, short] }, 'Tidy the script')).toEqual([]);
  });

  test('passes in a shell where both ways of a condition go into one call', async () => {
    const both =
      '  if [[ -f "$cache" ]]; then\n    restore "$cache"\n    return\n  else\n    compile "$source"\n  fi\n';
    const one = '  restore_or_compile "$cache" "$source"\n';
    const sides = [`build() {\n${both}}\n`, `build() {\n${one}}\n`] as const;
    expect(await lossesIn({ 'a.sh': sides }, 'Tidy build')).toEqual([]);
  });

  test('passes in Rust where a call goes whose error was handed on', async () => {
    expect(
      await lossesIn({ 'a.rs': [RUST, edited(RUST, '        self.sync()?;\n', '')] }, 'Tidy put'),
    ).toEqual([]);
  });

  test('passes in a component where only its markup changes', async () => {
    const after = edited(VUE, '<button @click="submit">', '<button>');
    expect(await lossesIn({ 'a.vue': [VUE, after] }, 'Tidy it')).toEqual([]);
  });
});

describe('an await in a component', () => {
  test('is missed where it is gone', async () => {
    const after = edited(VUE, '= await response.json()', '= response.json()');
    expect(await lossesIn({ 'a.vue': [VUE, after] }, 'Tidy submit')).toEqual(['a.vue:8']);
  });
});
