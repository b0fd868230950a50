import { jourDe } from '#shared/dates.ts'
import { date } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, Formulaire } from '#ui/formulaire.tsx'
import { Section } from '#ui/textes.tsx'
import type { DonneesSeance } from '../../conduite/page-seance.tsx'
import { ChampsDeReponse } from './champs-de-reponse.tsx'
import { direReponses } from './dire-reponses.ts'

const TONS = {
  accepte: { ton: 'ok', icone: 'fait', mot: 'Sera présent' },
  decline: { ton: 'alerte', icone: 'rejet', mot: 'Ne viendra pas' },
  incertain: { ton: 'attention', icone: 'attention', mot: 'Incertain' },
} as const

export function Reponses({ donnees: { registre, invitations } }: { readonly donnees: DonneesSeance }) {
  const repondues = invitations.filter(({ reponse }) => reponse)
  return (
    <Section
      titre="Invitations"
      detail={direReponses({ reponses: repondues.length, invites: invitations.length })}
    >
      <ul className="liste-lignes">
        {invitations.map(({ personneId, nom, organismeId, reponse, message, reponduLe, envoyeeLe }) => {
          const ton = reponse && TONS[reponse]
          return (
            <li key={personneId}>
              <div>
                <p>
                  <strong>{registre.sieges.find((s) => s.organismeId === organismeId)?.libelle}</strong> {nom}
                </p>
                {message && <p className="detail">« {message} »</p>}
              </div>
              <div className="fin">
                {ton ? (
                  <Etiquette ton={ton.ton} icone={ton.icone}>
                    {ton.mot}
                  </Etiquette>
                ) : (
                  <Etiquette ton="neutre" icone="a_faire">
                    Sans réponse
                  </Etiquette>
                )}
                <span className="detail">
                  {reponduLe ? `le ${date(jourDe(reponduLe))}` : `invité le ${date(jourDe(envoyeeLe))}`}
                </span>
              </div>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

export function MaReponse({
  donnees: { registre, invitations, acteur, fautes = [], saisies },
}: {
  readonly donnees: DonneesSeance
}) {
  const mienne = invitations.find(({ personneId }) => personneId === acteur.personneId)
  if (!mienne || registre.statut !== 'convoquee') return null
  return (
    <Section titre="Votre réponse" id="votre-reponse">
      <Formulaire action={`/seances/${registre.id}/reponse`} fautes={fautes}>
        <ChampsDeReponse
          libelle="Viendrez-vous ?"
          lignes={2}
          fautes={fautes}
          saisies={saisies}
          reponse={mienne.reponse}
          message={mienne.message}
        />
        <Actions>
          <Bouton>Envoyer ma réponse</Bouton>
        </Actions>
      </Formulaire>
    </Section>
  )
}
