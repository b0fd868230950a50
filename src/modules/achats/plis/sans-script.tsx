import { Alerte } from '#ui/textes.tsx'

/** What a form that needs a script says without it. */
export const SansScript = ({ quoi }: { readonly quoi: string }) => (
  <noscript>
    <Alerte ton="attention" titre="Votre navigateur refuse JavaScript.">
      <p>
        {quoi} se fait dans votre navigateur et ne peut rien sans JavaScript : votre phrase de passe ne doit
        pas en sortir. Autorisez-le pour ce site, ou utilisez un autre poste.
      </p>
    </Alerte>
  </noscript>
)
