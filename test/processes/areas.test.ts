import { expect, test } from 'vitest'
import { runIhome } from '../harness/process.ts'
import { createTestDatabaseUrl } from '../harness/site.ts'

const areas = async (DATABASE_URL: string, ...options: string[]) => {
  const SESSION_SECRET = 'a secret that only tests use, 32 characters'
  const ended = await runIhome(['areas', ...options], { DATABASE_URL, SESSION_SECRET })
  return { ...ended, names: ended.stdout.split('\n').flatMap((line) => line.split('\t').slice(1)) }
}

test('areas are made, renamed and listed', async () => {
  const url = await createTestDatabaseUrl()
  expect((await areas(url)).names).toEqual([])
  const added = await areas(url, '--add', '西湖区', '--add', '上城区')
  expect(added).toMatchObject({ code: 0, names: ['西湖区', '上城区'] })
  expect((await areas(url, '--add', '西湖区')).names).toEqual(['西湖区', '上城区'])
  expect((await areas(url, '--rename', '上城区=上城')).names).toEqual(['西湖区', '上城'])
  const english = await areas(url, '--english', '上城=Shangcheng')
  expect(english.names).toEqual(['西湖区', '上城', 'Shangcheng'])
})

test.each([
  [['--rename', '西湖区'], 'old=new'],
  [['--rename', '无=有'], '无'],
  [['--english', '西湖区'], 'name=English name'],
  [['--english', '无=None'], '无'],
  [['--add', ' '], '1 to 32'],
])(
  'areas %j: says what is wrong and changes nothing',
  async (options, told) => {
    const url = await createTestDatabaseUrl()
    const { code, stdout, stderr } = await areas(url, ...options)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(told)
    expect((await areas(url)).names).toEqual([])
  },
  30_000,
)
