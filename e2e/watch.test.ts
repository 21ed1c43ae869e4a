import { test } from './harness/test.ts'

// Each of these fails a test when nobody says that it will happen; what is announced must happen.
test('what goes wrong in a browser is seen', async ({ visit }) => {
  const { page, go, watch } = await visit()
  await go('/login')
  watch.announce(/^console error: said by a test$/)
  watch.announce(/^console warning: said more softly$/)
  watch.announce(/^unhandled: Error: thrown by a test/)
  watch.announce(/^404 for GET \/api\/v1\.0\/nothing$/)
  watch.announce(/^failed GET \/cut: net::ERR_FAILED$/)
  watch.announce(/^console error: .*Content Security Policy/)
  await page.route('**/cut', (route) => route.abort())
  const gone = page.waitForEvent('requestfailed')
  await page.evaluate(async () => {
    console.error('said by a test')
    console.warn('said more softly')
    void Promise.reject(new Error('thrown by a test'))
    const script = document.createElement('script')
    script.textContent = 'never run'
    document.body.append(script)
    await fetch('/api/v1.0/nothing')
    await fetch('/cut').catch(() => undefined)
  })
  await gone
})
