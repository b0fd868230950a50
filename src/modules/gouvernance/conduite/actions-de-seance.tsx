import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { tientLesSeances } from '../domain/droits.ts'
import type { DonneesSeance } from './page-seance.tsx'

/** Deeds on the séance that its state allows. */
export function ActionsDeSeance({
  donnees,
  suivant,
  scrutinOuvert,
  aVoter,
}: {
  readonly donnees: DonneesSeance
  readonly suivant: { readonly id: string; readonly ordre: number } | undefined
  readonly scrutinOuvert: boolean
  /** The point under way waits for its vote: leaving it is confirmed. */
  readonly aVoter: boolean
}) {
  const { registre, acteur } = donnees
  const base = `/seances/${registre.id}`
  if (!tientLesSeances.autorise(acteur)) return registre.closeLe ? <Documents base={base} /> : null
  if (registre.statut === 'ouverte')
    return (
      <>
        <BoutonPost action={`${base}/suspendre`} icone="pause">
          Suspendre la séance
        </BoutonPost>
        {suivant && (
          <Bouton href={`${base}/clore`} icone="fait">
            Clore la séance
          </Bouton>
        )}
        {suivant &&
          !scrutinOuvert &&
          (aVoter ? (
            <Bouton href={`${base}/points/${suivant.id}/passer`} icone="suivant">
              Passer au point {suivant.ordre}
            </Bouton>
          ) : (
            <BoutonPost action={`${base}/points/${suivant.id}/traiter`} variante="primaire" icone="suivant">
              Passer au point {suivant.ordre}
            </BoutonPost>
          ))}
        {!suivant && (
          <Bouton href={`${base}/clore`} variante="primaire" icone="fait">
            Clore la séance
          </Bouton>
        )}
      </>
    )
  if (registre.statut === 'suspendue')
    return (
      <BoutonPost action={`${base}/reprendre`} variante="primaire" icone="lecture">
        Reprendre la séance
      </BoutonPost>
    )
  return (
    <>
      <Documents base={base} />
      <Bouton href={`${base}/proces-verbal`} variante="primaire" icone="fichier">
        Procès-verbal
      </Bouton>
    </>
  )
}

const Documents = ({ base }: { readonly base: string }) => (
  <Bouton href={`${base}/releve.pdf`} icone="telecharger">
    Relevé de décisions (PDF)
  </Bouton>
)
