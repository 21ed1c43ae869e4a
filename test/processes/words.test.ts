import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const WEB = fileURLToPath(new URL('../../web', import.meta.url))
const HAN = /\p{Script=Han}/u
/** A language is called by its own name wherever it stands. */
const NAMES_OF_LANGUAGES = ['中文']

type Words = Readonly<Record<string, string>>

const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter(
  (file) => !file.startsWith('dist'),
)
const read = (file: string) => readFileSync(join(WEB, file), 'utf8')
const readWords = (room: string, language: string) =>
  JSON.parse(read(join(room, `words.${language}.json`))) as Words

const rooms = files
  .filter((file) => file.endsWith('words.zh.json'))
  .map((file) => file.replace(/.words\.zh\.json$/, ''))
const sources = files
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => [file, read(file)] as const)

/** English tells one from many; Chinese does not. */
const keyOf = (form: string) => form.replace(/_(one|other)$/, '')
const keysOf = (words: Words) => [...new Set(Object.keys(words).map(keyOf))].sort()
const valuesIn = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()

test.each(rooms)('the words of %s are whole in both languages', (room) => {
  const [zh, en] = [readWords(room, 'zh'), readWords(room, 'en')]
  expect(keysOf(en)).toEqual(keysOf(zh))
  for (const [key, text] of Object.entries({ ...zh, ...en })) expect(text.trim(), key).not.toBe('')
  for (const [form, text] of Object.entries(en)) {
    const same = zh[form] ?? zh[keyOf(form)] ?? ''
    // `one` may say "one" instead of the number.
    const names = valuesIn(same).filter((name) => name !== 'count' || !form.endsWith('_one'))
    expect(valuesIn(text), `values of ${form}`).toEqual(expect.arrayContaining(names))
    expect(valuesIn(same), `values of ${form}`).toEqual(expect.arrayContaining(valuesIn(text)))
    expect(text, `${form} is English`).not.toMatch(HAN)
  }
  for (const form of Object.keys(en).filter((key) => key.endsWith('_one')))
    expect(Object.keys(en), `the other form of ${form}`).toContain(`${keyOf(form)}_other`)
})

describe('every word', () => {
  const text = sources.map(([, source]) => source).join('\n')
  const quoted = new Set([...text.matchAll(/'([\w-]+)'|"([\w-]+)"/g)].map(([, a, b]) => a ?? b))
  // `theme_${one}` stands for all that begin so.
  const made = [...text.matchAll(/`(\w*(?:\$\{[^}]+\}\w*)+)`/g)]
    .map(([, name = '']) => name.replace(/\$\{[^}]+\}/g, '\\w+'))
    .filter((pattern) => /[a-z]_|_[a-z]/.test(pattern))
    .map((pattern) => new RegExp(`^${pattern}$`))
  const isUsed = (key: string) => quoted.has(key) || made.some((pattern) => pattern.test(key))

  test.each(rooms)('of %s is used', (room) => {
    expect(keysOf(readWords(room, 'zh')).filter((key) => !isUsed(key))).toEqual([])
  })
})

/** Knows the words of the API, to say them in the page's own language. */
const READS_WORDS_OF_THE_SERVER = 'orders/refunds.ts'

test('no text stands in the code', () => {
  const shown = sources.filter(([file]) => file !== READS_WORDS_OF_THE_SERVER)
  const found = shown.flatMap(([file, source]) =>
    withoutComments(source)
      .split('\n')
      .filter((line) =>
        HAN.test(NAMES_OF_LANGUAGES.reduce((rest, name) => rest.replace(name, ''), line)),
      )
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(found).toEqual([])
})

const withoutComments = (source: string) =>
  source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
