const read = (name: string, standard: number): number => {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
  return Number(content) || standard
}

/** How long a host of this site has to accept, and then a guest to pay, as the page was sent. */
export const ACCEPT_HOURS = read('ihome-accept-hours', 24)
export const PAY_MINUTES = read('ihome-pay-minutes', 30)
