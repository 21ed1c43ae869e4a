const MOBILE = /^1[3-9]\d{9}$/

/** As it is sent: people type spaces and dashes, phones put the country before it. */
export const readMobile = (typed: string): string =>
  typed.replace(/[\s-]/g, '').replace(/^(\+|00)86/, '')

export const isMobile = (mobile: string): boolean => MOBILE.test(mobile)

/** `138****0002` */
export const maskMobile = (mobile: string): string =>
  mobile.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2')
