import { ProviderFailed } from '../payment-provider.ts'
import type { WechatSettings } from './wechat-settings.ts'

const ANSWER_MS_MAX = 8_000
const AUTHORIZE = 'https://open.weixin.qq.com/connect/oauth2/authorize'
/** A code that is wrong, spent or too old: its page is to be asked for another one. */
const CODE_SPENT = new Set([40029, 40163, 42003])

/** Who pays inside WeChat, as its page says to the site's official account. */
export interface WechatLogin {
  /** The page of WeChat that comes back to this one with a code, without asking anybody anything. */
  pageThatAsks(page: string): string
  /** Undefined where another code is needed. @throws {ProviderFailed} */
  openidOf(code: string): Promise<string | undefined>
}

/** https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html */
export function createWechatLogin(settings: WechatSettings): WechatLogin {
  const { app_id, app_secret = '', login_gateway, public_url } = settings
  return {
    pageThatAsks(page) {
      // WeChat wants them in this order.
      const query = new URLSearchParams({
        appid: app_id,
        redirect_uri: new URL(page, public_url).href,
        response_type: 'code',
        scope: 'snsapi_base',
        state: 'pay',
      })
      return `${AUTHORIZE}?${query}#wechat_redirect`
    },
    async openidOf(code) {
      const url = new URL('/sns/oauth2/access_token', login_gateway)
      const grant_type = 'authorization_code'
      url.search = new URLSearchParams({
        appid: app_id,
        secret: app_secret,
        code,
        grant_type,
      }).toString()
      const told = (await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      })
        .then((answer) => answer.json())
        // The address has the secret in it: no word of the error is passed on.
        .catch(() => {
          throw new ProviderFailed('LOGIN_UNREACHABLE')
        })) as { readonly openid?: unknown; readonly errcode?: number }
      if (typeof told.openid === 'string') return told.openid
      if (CODE_SPENT.has(told.errcode ?? 0)) return undefined
      throw new ProviderFailed(`LOGIN_${told.errcode ?? 'BROKEN'}`)
    },
  }
}
