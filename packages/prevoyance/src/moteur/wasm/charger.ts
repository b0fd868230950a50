/**
 * A module written in base 64, compiled; null where WebAssembly, its vectors or the policy of the page do not allow it: JavaScript then does
 * the same work.
 */
export function compilerModule(base64: string): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(base64), (lettre) => lettre.charCodeAt(0)))
  } catch {
    return null
  }
}
