import { describe, expect } from 'vitest'
import { test } from './harness/test.ts'

describe('an address that is no page', () => {
  test('is answered 404, with a way home', async ({ visit }) => {
    const { page, watch, go, tap } = await visit({ device: 'phone' })
    watch.announce(/^404 for GET \/no-such-page$/)
    await go('/no-such-page')
    await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
    await tap(page.getByRole('link', { name: '回到首页' }))
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')
  })
})
