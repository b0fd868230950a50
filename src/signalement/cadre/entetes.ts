import type { Contenu } from './contenu.ts'

const TOUT_FERME =
  'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), web-share=(), xr-spatial-tracking=()'

/** Headers of every answer: nothing is kept, nothing is told to another site, nothing of this one is embedded. */
const ENTETES = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': TOUT_FERME,
  'cache-control': 'no-store',
} as const

/**
 * The same, and for an address on https the order never to come otherwise, for two years, to it nor to its subdomains.
 * @param adresse public address of the process that answers
 */
export const entetesDe = (adresse: string): Readonly<Record<string, string>> => ({
  ...ENTETES,
  ...(adresse.startsWith('https://') && {
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
  }),
})

/**
 * The policy of a page: no inline script, nothing from elsewhere, and no form may leave a page that seals: if sealing fails, the browser itself
 * refuses to send what was typed. The page without script may post its form, and runs no script at all.
 */
export function politique({
  script,
  wasm = false,
  cadres = false,
  formulaire = false,
}: Pick<Contenu, 'script' | 'wasm' | 'cadres' | 'formulaire'>): string {
  return [
    "default-src 'none'",
    `script-src ${script ? `'self'${wasm ? " 'wasm-unsafe-eval'" : ''}` : "'none'"}`,
    script ? "worker-src 'self'" : "worker-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' blob:",
    `frame-src ${cadres ? "'self'" : "'none'"}`,
    script ? "connect-src 'self'" : "connect-src 'none'",
    `form-action ${formulaire ? "'self'" : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${script ? 'passerelle' : "'none'"}`,
  ].join('; ')
}
