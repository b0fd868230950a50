import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Actions, ChampDate, ChampListe, ChampTexte, Formulaire } from '#ui/formulaire.tsx'
import { coordonnateurA, periodeA } from '../domain/membres.ts'
import type { Membre } from './membres.repository.ts'
import { ARIANE } from './nouveau-membre.page.tsx'

/** Handing the coordination over: who, from which day, by which agreement. */
export function pageCoordination({
  membres,
  acteur,
  maintenant,
  fautes = [],
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly membres: readonly Membre[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const aujourdhui = jourDe(maintenant)
  const periodes = membres.flatMap((membre) => membre.periodes)
  const actuel = coordonnateurA(periodes, aujourdhui)?.organismeId
  return {
    titre: 'Changer de coordonnateur',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ariane: ARIANE,
    ...(statut && { statut }),
    chapeau: (
      <p>
        La coopération a un coordonnateur et un seul à toute date. Le jour dit, les droits de la coordination
        passent à l’autre membre ; les séances passées gardent qui les a tenues.
      </p>
    ),
    contenu: (
      <Formulaire action="/membres/coordination" fautes={fautes} saisies={saisies} alerte={alerte}>
        <ChampListe
          nom="organisme"
          libelle="Qui coordonnera ?"
          vide="Choisir"
          options={membres
            .filter(
              ({ organismeId }) =>
                organismeId !== actuel && periodeA(periodes, organismeId, aujourdhui) !== null,
            )
            .map(({ organismeId, libelle, territoire }) => ({
              valeur: organismeId,
              libelle: territoire ? `${libelle}, ${territoire}` : libelle,
            }))}
        />
        <ChampDate nom="du" libelle="À compter du" />
        <ChampTexte
          nom="acte"
          libelle="Accord des membres"
          aide="La séance, la délibération ou l’article du règlement qui le décide."
        />
        <Actions>
          <Bouton variante="primaire">Transmettre la coordination</Bouton>
          <a href="/membres">Revenir</a>
        </Actions>
      </Formulaire>
    ),
  }
}
