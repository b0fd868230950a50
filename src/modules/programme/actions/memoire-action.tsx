import { jourDe } from '#shared/dates.ts'
import { dateCourte, heure } from '#shared/typographie.ts'
import { Etiquette } from '#ui/etiquette.tsx'
import { Frise } from '#ui/temps/frise.tsx'
import { Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import type { PropsAction } from './action.page.tsx'

const PALIERS_EN_MOTS = {
  avant: 'une semaine avant la date',
  retard_3: 'trois jours après la date',
  retard_10: 'dix jours après la date',
  direction: 'à la direction',
  coordination: 'par la coordination',
} as const

/** Silence is seen: what was asked, when, and whether an answer came. */
export function Demandes({ action, aujourdhui }: Pick<PropsAction, 'action' | 'aujourdhui'>) {
  if (action.demandes.length === 0) return null
  return (
    <Section titre="Nouvelles demandées" id="demandes">
      <ul className="liste-lignes">
        {action.demandes.map(({ palier, libelle, envoyeeLe, reponduLe }) => (
          <li key={`${palier}-${libelle}-${envoyeeLe}`}>
            <p>
              {dateCourte(jourDe(new Date(envoyeeLe)), aujourdhui)}, à {libelle}, {PALIERS_EN_MOTS[palier]}
            </p>
            <div className="fin">
              {reponduLe ? (
                <Etiquette ton="ok" icone="fait">
                  Répondu le {dateCourte(jourDe(new Date(reponduLe)), aujourdhui)}
                </Etiquette>
              ) : (
                <Etiquette ton="neutre" icone="sablier">
                  Réponse attendue
                </Etiquette>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const CANAUX = { application: '', lien: ', par le lien du courriel', import: ', par un tableur' } as const

/** What was said and done, the latest first. */
export const Historique = ({ action, aujourdhui }: Pick<PropsAction, 'action' | 'aujourdhui'>) => (
  <Section titre="Historique" filet id="historique">
    {action.suivi.length === 0 ? (
      <Vide>Rien n’a encore été dit de cette action.</Vide>
    ) : (
      <Frise
        faits={action.suivi.map(({ resume, note, changements, canal, auteur, saisiLe, fictif }, i) => {
          const instant = new Date(saisiLe)
          return {
            cle: `${saisiLe}-${i}`,
            quand: {
              mot: dateCourte(jourDe(instant), aujourdhui),
              detail: heure(instant),
              iso: instant.toISOString(),
            },
            titre: resume,
            detail: (
              <>
                <p>
                  {auteur}
                  {CANAUX[canal]} {fictif && <Fictif />}
                </p>
                {note && <TexteLibre texte={note} />}
                {changements.length > 0 && (
                  <ul>
                    {changements.map(({ quoi, avant, apres }) => (
                      <li key={quoi}>
                        {quoi} : {avant ? `${avant} devient ${apres || 'vide'}` : apres}
                      </li>
                    ))}
                  </ul>
                )}
              </>
            ),
          }
        })}
      />
    )}
  </Section>
)
