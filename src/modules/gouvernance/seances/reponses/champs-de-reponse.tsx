import { ChampChoix, ChampLong, type Faute, type Saisies, valeurDe } from '#ui/formulaire.tsx'
import { LIBELLES_REPONSE, type Reponse } from './repondre.ts'

/** What a convened person answers, from the application or by the link of the message. */
export function ChampsDeReponse(p: {
  readonly libelle: string
  readonly lignes: number
  readonly fautes: readonly Faute[]
  readonly saisies?: Saisies | undefined
  readonly reponse: Reponse | null
  readonly message: string
}) {
  const choisie = valeurDe(p.saisies, 'reponse', p.reponse ?? '')
  return (
    <>
      <ChampChoix
        nom="reponse"
        libelle={p.libelle}
        fautes={p.fautes}
        options={Object.entries(LIBELLES_REPONSE).map(([valeur, libelle]) => ({
          valeur,
          libelle,
          coche: valeur === choisie,
        }))}
      />
      <ChampLong
        nom="message"
        libelle="Un mot pour la coordination"
        facultatif
        lignes={p.lignes}
        fautes={p.fautes}
        valeur={valeurDe(p.saisies, 'message', p.message)}
      />
    </>
  )
}
