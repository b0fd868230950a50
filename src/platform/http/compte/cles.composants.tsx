import type { ReactNode } from 'react'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'

/**
 * A form that the browser answers with a key of access: hidden until the script finds that it can. What stands for it without script is
 * `sans`, hidden then.
 * @param options what the browser needs, as JSON
 */
export const FormulaireDeCle = ({
  action,
  options,
  verbe,
  champs = {},
  variante = 'primaire',
  sans,
  alerte,
  children,
}: {
  readonly action: string
  readonly options: string
  readonly verbe: string
  readonly champs?: Readonly<Record<string, string>>
  readonly variante?: 'primaire' | 'secondaire'
  readonly sans?: ReactNode
  readonly alerte?: string | undefined
  readonly children?: ReactNode
}) => (
  <>
    {sans && <div className="sans-cle">{sans}</div>}
    <div className="avec-cle" data-cle={options} hidden>
      <Formulaire action={action} id="cle-acces" prefixe champs={{ ...champs, reponse: '' }} alerte={alerte}>
        {children}
        <Actions>
          <Bouton variante={variante} icone="cle">
            {verbe}
          </Bouton>
        </Actions>
        <p className="avec-cle-dit" role="status" />
      </Formulaire>
    </div>
  </>
)
