import { type ActionDAxe, ProgrammeAuTableau } from '#modules/programme'
import type { ConventionAEcheance } from '#modules/schema'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, dateLongue } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChiffreCle, ChiffresCles, Section } from '#ui/textes.tsx'
import type { DecisionAuTableau, MembreAuTableau } from '../decisions/decisions.queries.ts'
import { direSuivi } from '../decisions/dire-effet.ts'
import { GrilleDeSuites } from '../decisions/grille-de-suites.tsx'
import { tientLesSeances } from '../domain/droits.ts'
import { listerRelances } from '../domain/retards.ts'
import type { SeanceEnListe, SujetEnListe } from '../seances/seances.queries.ts'
import { APreparer } from './a-preparer.tsx'
import { ARelancer } from './a-relancer.tsx'
import { ProchainesSeances } from './prochaines-seances.tsx'
import { tableauDuMembre } from './tableau-du-membre.page.tsx'

export type DonneesTableau = {
  readonly membres: readonly MembreAuTableau[]
  readonly decisions: readonly DecisionAuTableau[]
  readonly seances: readonly SeanceEnListe[]
  readonly sujets: readonly SujetEnListe[]
  readonly conventions: readonly ConventionAEcheance[]
  readonly actions: readonly ActionDAxe[]
  readonly acteur: Acteur
  readonly maintenant: Date
}

/** The first screen answers the question of the role: what is late and who must be chased, or what engages me. */
export function pageTableauDeBord(donnees: DonneesTableau): ContenuDePage {
  return tientLesSeances.autorise(donnees.acteur)
    ? tableauDeLaCoordination(donnees)
    : tableauDuMembre(donnees)
}

function tableauDeLaCoordination(donnees: DonneesTableau): ContenuDePage {
  const { acteur, maintenant, decisions, membres, seances, sujets, conventions } = donnees
  const aujourdhui = jourDe(maintenant)
  const relances = listerRelances(decisions, membres, aujourdhui)
  const enCours = seances.find(({ statut }) => statut === 'ouverte' || statut === 'suspendue')
  return {
    titre: 'Tableau de bord',
    h1: relances.length > 0 ? `${compte(relances.length, 'suite')} à relancer` : 'Rien n’est en retard',
    surtitre: acteur.cooperation,
    rubrique: '/tableau-de-bord',
    chapeau: <p>Situation au {dateLongue(aujourdhui)}, d’après ce que chaque membre a enregistré.</p>,
    actions: enCours ? (
      <Bouton href={`/seances/${enCours.id}`} variante="primaire" icone="lecture">
        Reprendre la séance en cours
      </Bouton>
    ) : (
      <Bouton href="/seances/nouvelle" variante="primaire" icone="ajouter">
        Planifier une séance
      </Bouton>
    ),
    contenu: (
      <>
        <ChiffresCles>
          <ChiffreCle
            valeur={String(relances.length)}
            libelle={relances.length > 1 ? 'suites à relancer' : 'suite à relancer'}
            href="#relances"
            detail={direMembres(new Set(relances.map(({ membre }) => membre.organismeId)).size)}
          />
          <ChiffreCle
            valeur={String(decisions.length)}
            libelle={decisions.length > 1 ? 'décisions en attente d’actes' : 'décision en attente d’actes'}
            href="/decisions?vue=en-cours"
          />
          <ChiffreCle
            valeur={String(sujets.length)}
            libelle={sujets.length > 1 ? 'sujets à décider' : 'sujet à décider'}
            href="/sujets"
          />
          <ChiffreCle
            valeur={String(conventions.length)}
            libelle={conventions.length > 1 ? 'conventions à renouveler' : 'convention à renouveler'}
            href="/conventions"
            detail={direExpires(conventions)}
          />
        </ChiffresCles>
        <ProgrammeAuTableau actions={donnees.actions} membres={membres} aujourdhui={aujourdhui} />
        <ARelancer relances={relances} decisions={decisions} aujourdhui={aujourdhui} />
        <ProchainesSeances seances={seances} maintenant={maintenant} tient />
        <APreparer sujets={sujets} conventions={conventions} seances={seances} aujourdhui={aujourdhui} />
        {decisions.length > 0 && (
          <Section
            titre="Les décisions en attente d’actes"
            detail={direSuivi(decisions)}
            actions={<a href="/decisions">Toutes les décisions</a>}
          >
            <GrilleDeSuites
              decisions={decisions.slice(0, 8)}
              membres={membres}
              aujourdhui={aujourdhui}
              moi={acteur.organismeId}
            />
          </Section>
        )}
      </>
    ),
  }
}

const direMembres = (n: number): string =>
  n === 0 ? 'aucun membre' : compte(n, 'membre concerné', 'membres concernés')

const direExpires = (conventions: readonly ConventionAEcheance[]): string => {
  const expirees = conventions.filter(({ situation }) => situation === 'expiree').length
  return expirees > 0 ? `dont ${expirees} déjà expirée${expirees > 1 ? 's' : ''}` : 'aucune n’est expirée'
}
