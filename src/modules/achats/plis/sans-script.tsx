import type { ReactNode } from 'react'
import { Alerte } from '#ui/textes.tsx'

/** What a form that needs a script says while none runs: the script of the page takes it away, so that it is said too when it was blocked or lost. */
export const SansScript = ({ children }: { readonly children: ReactNode }) => (
  <div className="sans-script">
    <Alerte ton="attention" titre="Cette partie de la page demande JavaScript.">
      <p>{children}</p>
    </Alerte>
  </div>
)
