/** The cashier's own look, apart from the site's, as another company's page would be. */
export const CASHIER_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #eef1f6; --card: #ffffff; --ink: #1b2430; --soft: #566273; --line: #dfe5ee;
  --pay: #0b5fd8; --pay-ink: #ffffff; --pay-over: #084ab0; --mark: #e8f0fe; --mark-ink: #0a3f8f;
  --danger: #b3261e; --good: #17693b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f141b; --card: #1a212b; --ink: #eef2f7; --soft: #a9b5c4; --line: #323d4b;
    --pay: #7cb1ff; --pay-ink: #0a1a33; --pay-over: #a3c8ff; --mark: #1d2f4a; --mark-ink: #b8d4ff;
    --danger: #ffb4ab; --good: #7fd9a3;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; place-items: start center;
  padding: max(1rem, env(safe-area-inset-top)) 1rem max(1.5rem, env(safe-area-inset-bottom));
  background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
@media (min-width: 40rem) and (min-height: 44rem) { body { place-items: center; } }
main { width: 100%; max-width: 26rem; }
header { display: flex; align-items: center; gap: .75rem; margin: .5rem 0 1rem; }
.badge {
  flex: none; width: 2.75rem; height: 2.75rem; border-radius: .875rem; display: grid; place-items: center;
  background: var(--pay); color: var(--pay-ink); font-size: 1.25rem; font-weight: 700;
}
.site { font-weight: 650; line-height: 1.3; }
.kind { color: var(--soft); font-size: .875rem; line-height: 1.3; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 1.25rem; padding: 1.5rem 1.25rem;
  box-shadow: 0 1px 2px rgb(16 24 40 / .04), 0 12px 32px rgb(16 24 40 / .07);
}
h1 { margin: 0; font-size: 1rem; font-weight: 500; text-align: center; color: var(--soft); }
.amount {
  margin: .25rem 0 1.25rem; text-align: center; font-size: 3rem; line-height: 1.1; font-weight: 700;
  font-variant-numeric: tabular-nums; letter-spacing: -.02em; overflow-wrap: anywhere;
}
.state { font-size: 1.5rem; font-weight: 650; text-align: center; color: var(--ink); margin: .5rem 0; }
.state.good { color: var(--good); }
.tell { text-align: center; color: var(--soft); margin: 0 0 1.25rem; }
dl { margin: 0 0 1.25rem; border-top: 1px solid var(--line); }
dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
dt { flex: none; color: var(--soft); }
dd { margin: 0; text-align: end; overflow-wrap: anywhere; }
form { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
button, .button {
  min-height: 3rem; padding: .625rem 1rem; border-radius: .875rem; border: 1px solid var(--line);
  background: transparent; color: var(--ink); font: inherit; font-weight: 550; cursor: pointer;
  touch-action: manipulation; text-align: center; text-decoration: none; display: grid; place-items: center;
}
button:hover, .button:hover { border-color: var(--soft); }
.pay {
  grid-column: 1 / -1; min-height: 3.375rem; border-color: transparent; font-size: 1.125rem; font-weight: 650;
  background: var(--pay); color: var(--pay-ink);
}
.pay:hover { background: var(--pay-over); border-color: transparent; }
.fail { color: var(--danger); }
:focus-visible { outline: 3px solid var(--pay); outline-offset: 2px; }
.note {
  margin: 1rem 0 0; padding: .75rem 1rem; border-radius: .875rem; background: var(--mark); color: var(--mark-ink);
  font-size: .875rem;
}
.languages { margin: 1rem 0 0; text-align: center; font-size: .875rem; }
.languages a { color: var(--soft); display: inline-block; padding: .5rem .75rem; }
@media (prefers-reduced-motion: no-preference) {
  button, .button { transition: background-color .15s, border-color .15s, transform .1s; }
  button:active { transform: scale(.98); }
}
`
