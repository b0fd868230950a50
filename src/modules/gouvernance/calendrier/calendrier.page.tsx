import { organesDe } from '#modules/annuaire'
import type { Saisies } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { deNom } from '#shared/mots.ts'
import { compte, mois } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampFichier,
  ChampListe,
  ChampTexte,
  CoteACote,
  type Faute,
  Formulaire,
} from '#ui/formulaire.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import { confirmeSesSuites } from '../domain/droits.ts'
import { OngletsDesSeances } from '../onglets.tsx'
import type { ReunionEnListe } from './calendrier.queries.ts'
import { Reunions } from './reunions.tsx'

export function pageCalendrier({
  reunions,
  acteur,
  aujourdhui,
  fautes = [],
  saisies,
  alerte,
  statut,
}: {
  readonly reunions: readonly ReunionEnListe[]
  readonly acteur: Acteur
  readonly aujourdhui: string
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
}): ContenuDePage {
  const tient = confirmeSesSuites.autorise(acteur)
  return {
    titre: 'Calendrier',
    h1: 'Quand les organes de chaque membre se réunissent-ils ?',
    surtitre: acteur.cooperation,
    rubrique: '/seances',
    ariane: [{ libelle: 'Séances', href: '/seances' }],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Chaque membre donne ses dates. Elles disent avant quel jour un projet de délibération doit être
        inscrit.
      </p>
    ),
    actions: tient && (
      <Bouton href="/imports/calendrier" icone="deposer">
        Importer un tableau
      </Bouton>
    ),
    contenu: (
      <>
        <OngletsDesSeances ici="/calendrier" />
        {tient && <Saisir acteur={acteur} fautes={fautes} saisies={saisies} alerte={alerte} />}
        {reunions.length === 0 ? (
          <Vide>Aucune date n’est connue. Chaque membre saisit les siennes ou importe son agenda.</Vide>
        ) : (
          [...Map.groupBy(reunions, ({ date: jour }) => jour.slice(0, 7))].map(([cle, duMois]) => (
            <Section key={cle} titre={mois(duMois[0]!.date)} detail={compte(duMois.length, 'réunion')}>
              <Reunions reunions={duMois} acteur={acteur} tient={tient} aujourdhui={aujourdhui} />
            </Section>
          ))
        )}
      </>
    ),
  }
}

/** A member gives its own dates: one by one, or from its agenda. */
function Saisir({
  acteur,
  fautes,
  saisies = {},
  alerte,
}: {
  readonly acteur: Acteur
  readonly fautes: readonly Faute[]
  readonly saisies: Saisies | undefined
  readonly alerte: string | undefined
}) {
  const organes = organesDe(acteur.typeOrganisme).filter(({ delibere }) => delibere)
  const options = organes.map(({ code, libelle }) => ({ valeur: code, libelle }))
  const duFichier = fautes.filter(({ champ }) => CHAMPS_DU_FICHIER.has(champ))
  const deLaReunion = fautes.filter(({ champ }) => !CHAMPS_DU_FICHIER.has(champ))
  return (
    <>
      <details className="repli" open={deLaReunion.length > 0 || alerte !== undefined}>
        <summary>Ajouter une réunion {deNom(acteur.libelle)}</summary>
        <Formulaire action="/calendrier" fautes={deLaReunion} saisies={saisies} alerte={alerte}>
          <ChampListe
            nom="organe"
            libelle="Organe"
            {...(organes[0] && { valeur: organes[0].code })}
            options={options}
          />
          <CoteACote>
            <ChampTexte nom="date" libelle="Date" aide="jj/mm/aaaa" taille="court" />
            <ChampTexte
              nom="limite"
              libelle="Inscription avant le"
              facultatif
              aide="vide : onze jours avant"
              taille="court"
            />
          </CoteACote>
          <Actions>
            <Bouton variante="primaire">Ajouter la réunion</Bouton>
          </Actions>
        </Formulaire>
      </details>
      <details className="repli" open={duFichier.length > 0}>
        <summary>Importer l’agenda {deNom(acteur.libelle)} (fichier .ics)</summary>
        <Formulaire action="/calendrier/importer" fautes={duFichier} fichiers>
          <ChampListe
            nom="organe-importe"
            libelle="Ces réunions sont celles de"
            {...(organes[0] && { valeur: organes[0].code })}
            options={options}
          />
          <ChampFichier
            nom="agenda"
            libelle="Fichier d’agenda"
            accepte=".ics,text/calendar"
            aide="Exporté de votre messagerie ou de votre logiciel d’assemblées. Réimporter le même fichier ne crée pas de doublon : une réunion déplacée est déplacée."
          />
          <Actions>
            <Bouton icone="deposer">Importer</Bouton>
          </Actions>
        </Formulaire>
      </details>
    </>
  )
}

const CHAMPS_DU_FICHIER: ReadonlySet<string> = new Set(['agenda', 'organe-importe'])
