import {
  avancementDe,
  completerParticipations,
  direNiveau,
  LIBELLES_JALON,
  LIBELLES_PARTENAIRE,
  LIBELLES_STATUT,
  SIGNES_PARTICIPATION,
  SIGNES_STATUT,
} from '#modules/programme'
import type { ContenuPublic } from '#platform/http/services.ts'
import type { Jour } from '#shared/dates.ts'
import { date, nombre } from '#shared/typographie.ts'
import { Lien } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { ChiffreCle, ChiffresCles, Colonnes, Fiche, Fictif, Section, TexteLibre, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from '../cadre.tsx'
import type { Portail } from '../portail.queries.ts'
import { nomsDe } from '../vues.ts'
import { MeteoPublique } from './etat-action.tsx'
import { Indicateurs } from './indicateurs-publics.tsx'
import type { ActionPublique } from './programme-public.queries.ts'

/** One action: what it wants, how far it is, its steps, who does what, its figures. */
export function pageActionPublique(portail: Portail, action: ActionPublique, jour: Jour): ContenuPublic {
  const { valeur, force } = avancementDe(action.jalons, action.force, jour)
  const jalons = action.jalons.filter(({ etat }) => etat !== 'annule')
  const atteints = jalons.filter(({ etat }) => etat === 'atteint').length
  // Who leads has a row of its own: counted once.
  const engages = new Set([
    ...action.chefs,
    ...action.participations.flatMap((p) => (p.type === 'participant' ? [p.organismeId] : [])),
  ]).size
  return pageDuPortail(portail, '/programme', {
    chemin: hrefDe(portail, `/actions/${action.code}`),
    titre: action.titre,
    surtitre: `Action ${action.code}`,
    description: `${action.titre} : ${valeur === null ? LIBELLES_STATUT[action.statut].toLowerCase() : `avancement ${valeur} %`}, menée par ${nomsDe(action.chefs, portail.membres)}.`,
    ariane: [
      { libelle: 'Programme', href: hrefDe(portail, '/programme') },
      {
        libelle: `${action.axe.code}. ${action.axe.titre}`,
        href: hrefDe(portail, `/programme#axe-${action.axe.code}`),
      },
    ],
    chapeau: (
      <p>
        {action.orientation.titre}. Menée par {nomsDe(action.chefs, portail.membres)}. Situation au{' '}
        {date(jour)}. {action.fictif && <Fictif>{action.fictif}</Fictif>}
      </p>
    ),
    contenu: (
      <>
        <ChiffresCles>
          <ChiffreCle
            valeur={valeur === null ? '–' : `${nombre(valeur)} %`}
            libelle={valeur === null ? 'avancement : pas d’étape datée' : 'd’avancement'}
            detail={force ? 'dit par qui mène l’action' : undefined}
          />
          <ChiffreCle
            valeur={nombre(atteints)}
            sur={`sur ${nombre(jalons.length)}`}
            libelle={atteints > 1 ? 'étapes atteintes' : 'étape atteinte'}
          />
          <ChiffreCle
            valeur={nombre(engages)}
            sur={`sur ${nombre(portail.membres.length)}`}
            libelle={engages > 1 ? 'membres engagés' : 'membre engagé'}
          />
        </ChiffresCles>
        <Colonnes cote={<QuiFaitQuoi action={action} portail={portail} />}>
          <Section titre="Où elle en est">
            <Fiche
              lignes={[
                {
                  nom: 'État',
                  valeur: (
                    <Etiquette {...SIGNES_STATUT[action.statut]}>{LIBELLES_STATUT[action.statut]}</Etiquette>
                  ),
                },
                { nom: 'Météo', valeur: <MeteoPublique action={action} jour={jour} /> },
                {
                  nom: 'Dernière nouvelle',
                  valeur: action.derniereNouvelle ? date(action.derniereNouvelle) : 'aucune',
                },
                { nom: 'Mutualisation', valeur: direNiveau(action.niveau) },
              ]}
            />
          </Section>
          {(action.objectifs || action.resultatAttendu || action.publics) && (
            <Section titre="Ce qu’elle cherche" filet>
              {action.objectifs && <TexteLibre texte={action.objectifs} />}
              {action.resultatAttendu && (
                <>
                  <h3>Résultat attendu</h3>
                  <TexteLibre texte={action.resultatAttendu} />
                </>
              )}
              {action.publics && <p>Pour : {action.publics}</p>}
            </Section>
          )}
          <Section titre="Ses étapes" filet>
            <Tableau
              titre="Étapes de l’action"
              lignes={jalons}
              cleDe={({ titre }) => titre}
              vide={<Vide>Aucune étape datée n’est encore inscrite.</Vide>}
              colonnes={[
                {
                  cle: 'etape',
                  titre: 'Étape',
                  entete: true,
                  contenu: ({ titre, fictif }) => (
                    <>
                      {titre} {fictif && <Fictif />}
                    </>
                  ),
                },
                { cle: 'date', titre: 'Prévue le', contenu: ({ echeance }) => date(echeance) },
                {
                  cle: 'etat',
                  titre: 'État',
                  contenu: ({ etat, echeance, atteintLe }) =>
                    atteintLe
                      ? `${LIBELLES_JALON[etat]} le ${date(atteintLe)}`
                      : echeance < jour
                        ? 'Attendue, en retard'
                        : LIBELLES_JALON[etat],
                },
              ]}
            />
          </Section>
          <Indicateurs action={action} />
          <p className="apres">
            <Lien href={hrefDe(portail, '/donnees/programme.csv')} icone="telecharger">
              Télécharger le programme (CSV)
            </Lien>
          </p>
        </Colonnes>
      </>
    ),
  })
}

function QuiFaitQuoi({ action, portail }: { readonly action: ActionPublique; readonly portail: Portail }) {
  const parts = completerParticipations(
    portail.membres.map(({ organismeId }) => organismeId),
    action.participations,
    action.chefs,
  )
  return (
    <>
      <Section titre="Qui fait quoi">
        <Fiche
          etroite
          lignes={portail.membres.map((membre) => {
            const type = parts.find(({ organismeId }) => organismeId === membre.organismeId)!.type
            const { ton, icone, mot } =
              SIGNES_PARTICIPATION[action.chefs.includes(membre.organismeId) ? 'chef' : type]
            return {
              nom: `${membre.libelle}, ${membre.territoire}`,
              valeur: (
                <Etiquette ton={ton} icone={icone} discrete>
                  {mot}
                </Etiquette>
              ),
            }
          })}
        />
      </Section>
      {action.partenaires.length > 0 && (
        <Section titre="Partenaires" filet>
          <ul>
            {action.partenaires.map(({ nom, type }) => (
              <li key={nom}>
                {nom}
                {nom !== LIBELLES_PARTENAIRE[type] && <small> ({LIBELLES_PARTENAIRE[type]})</small>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
