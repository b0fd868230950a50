import { ajouterMois, jourDe } from '#shared/dates.ts'
import { dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampLong, Formulaire } from '#ui/formulaire.tsx'
import { Citation, Section, TexteLibre } from '#ui/textes.tsx'
import { coteDe } from './agir.ts'
import type { PropsDemande } from './demande.page.tsx'

/** Opinions between centres: asked, expected, given. The clock of the guichet runs on. */
export function Avis({ avis, demande, acteur, maintenant, forme, fautes, saisies, alerte }: PropsDemande) {
  const revient = forme === 'avis'
  if (avis.length === 0) return null
  return (
    <Section titre="Avis demandés" detail="Un avis n’arrête pas le compteur" id="avis" filet>
      {avis.map((a) => (
        <div key={a.id} className="avis">
          <Citation
            de={`Question ${a.solliciteId ? 'au' : 'à'} ${a.sollicite}, avant le ${dateLongue(a.avant)}`}
          >
            {a.question}
          </Citation>
          {a.renduLe ? (
            <TexteLibre texte={`${a.sollicite} : ${a.reponse}`} />
          ) : a.retireLe ? (
            <p className="detail">Question retirée le {dateLongue(jourDe(a.retireLe))}.</p>
          ) : a.termeLe ? (
            <p className="detail">
              Sans réponse un mois après cette date : le {a.sollicite} ne lit plus la demande pour cet avis.
            </p>
          ) : a.solliciteId === acteur.organismeId ? (
            <Formulaire
              action={`/demandes/avis/${a.id}/rendre`}
              id={`avis-${a.id}`}
              prefixe
              version={a.version}
              {...(revient && fautes && { fautes })}
              {...(revient && saisies && { saisies })}
              alerte={revient ? alerte : undefined}
            >
              <ChampLong
                nom="texte"
                libelle="Votre avis"
                aide={`Cette demande vous reste ouverte pour cet avis jusqu’au ${dateLongue(ajouterMois(a.avant, 1))}.`}
              />
              <Actions>
                <Bouton icone="envoyer">Rendre l’avis</Bouton>
              </Actions>
            </Formulaire>
          ) : (
            <p className={a.avant < jourDe(maintenant) ? 'faute-legere' : 'detail'}>
              {a.avant < jourDe(maintenant) ? 'Attendu, en retard.' : 'Attendu.'}{' '}
              {coteDe(acteur, demande) === 'cdg' && (
                <Bouton variante="lien" petit href={`/demandes/avis/${a.id}/retirer`}>
                  Retirer la question{' '}
                  <span className="vh">
                    {a.solliciteId ? 'au' : 'à'} {a.sollicite}
                  </span>
                </Bouton>
              )}
            </p>
          )}
        </div>
      ))}
    </Section>
  )
}
