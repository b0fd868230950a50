import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import { date, montant, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import {
  Actions,
  ChampListe,
  ChampNombre,
  CoteACote,
  Formulaire,
  GroupeDeChamps,
  valeurDe,
} from '#ui/formulaire.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { ActionLue } from '../action.queries.ts'
import type { DecisionCitee } from '../programme.queries.ts'
import type { BaseLue, CleLue } from './couts.queries.ts'
import { ecrirePart } from './dire.ts'
import { payeursDe } from './repartir.ts'
import { TableauDesParts } from './repartition.tsx'

const PARTS = [
  ['egale', 'À parts égales'],
  ['agents', 'Selon les agents'],
  ['masse', 'Selon la masse salariale'],
  ['libre', 'Selon des pourcentages convenus'],
] as const

const direBase = ({ agents, masse, au }: BaseLue): string =>
  au === null
    ? 'n’a encore rien déclaré'
    : `${[
        agents !== null && `${nombre(agents)} agents`,
        masse !== null && `${montant(masse)} de masse salariale`,
      ]
        .filter(Boolean)
        .join(', ')}, au ${date(au)}`

/** The key of an action: what it weighs on, what it would give before it is fixed. */
export function pageCle({
  action,
  bases,
  decisions,
  cle,
  essai,
  fautes,
  saisies,
  alerte,
  statut,
}: RetourDeFormulaire & {
  readonly action: ActionLue
  readonly bases: readonly BaseLue[]
  readonly decisions: readonly DecisionCitee[]
  readonly cle: CleLue | undefined
  /** The key that was tried, with the bases of the day. */
  readonly essai?: CleLue
}): ContenuDePage {
  const retour = `/programme/actions/${action.id}`
  const payeurs = payeursDe(action)
  const payants = bases.filter(({ organismeId }) => payeurs.has(organismeId))
  const choix = decisions.filter(({ financiere }) => financiere)
  return {
    titre: 'Clé de répartition',
    h1: 'Comment partager le coût de cette action ?',
    surtitre: `Action ${action.code}`,
    rubrique: '/programme',
    ariane: [
      { libelle: 'Programme', href: '/programme' },
      { libelle: action.titre, href: retour },
    ],
    ...(statut && { statut }),
    chapeau: (
      <p>
        Paient : les membres qui mènent l’action et ceux qui y participent. Essayez d’abord : rien n’est
        enregistré tant que la clé n’est pas fixée.
      </p>
    ),
    contenu: (
      <>
        {essai && (
          <Section titre="Ce que donnerait cette clé" id="essai">
            {action.coutPrevuCentimes === null && action.coutReelCentimes === null ? (
              <Vide action={<Bouton href={`${retour}/modifier`}>Indiquer le coût</Bouton>}>
                La clé est juste. Indiquez le coût de l’action pour voir les parts.
              </Vide>
            ) : (
              <TableauDesParts
                cle={essai}
                prevu={action.coutPrevuCentimes}
                constate={action.coutReelCentimes}
              />
            )}
          </Section>
        )}
        <Section titre="Bases déclarées">
          <ul>
            {payants.map((base) => (
              <li key={base.organismeId}>
                {base.libelle} : {direBase(base)}
              </li>
            ))}
          </ul>
          <p>
            <a href="/programme/bases">Chaque membre déclare les siennes</a>. La clé garde celles du jour où
            elle est fixée.
          </p>
        </Section>
        {choix.length === 0 ? (
          <Vide action={<Bouton href="/decisions">Voir les décisions</Bouton>}>
            Aucune décision financière n’est encore adoptée. Une clé s’appuie sur une décision commune :
            faites-la adopter, puis revenez l’écrire ici.
          </Vide>
        ) : (
          <Formulaire
            action={`${retour}/cle`}
            fautes={fautes}
            {...(saisies && { saisies })}
            alerte={alerte}
            version={Number(valeurDe(saisies, 'version', String(cle?.numero ?? 0)))}
          >
            <ChampListe
              nom="decisionId"
              libelle="Décision qui fixe la clé"
              vide="Choisissez la décision"
              valeur={cle?.decision.id ?? action.cleDecisionId ?? ''}
              options={choix.map(({ id, numero, titre }) => ({
                valeur: id,
                libelle: `${numero} : ${titre}`,
              }))}
            />
            <GroupeDeChamps titre="Parts de la clé, 100 % ensemble">
              <CoteACote>
                {PARTS.map(([nom, libelle]) => (
                  <ChampNombre
                    key={nom}
                    nom={nom}
                    libelle={libelle}
                    unite="%"
                    decimales
                    facultatif
                    valeur={cle ? (cle[nom] > 0 ? ecrirePart(cle[nom]) : '') : nom === 'egale' ? '100' : ''}
                  />
                ))}
              </CoteACote>
              <ChampNombre
                nom="plafond"
                libelle="Au plus, pour un membre"
                aide="Ce qui dépasse est repris par les autres. Laissez vide s’il n’y a pas de plafond."
                unite="%"
                decimales
                facultatif
                valeur={cle?.plafond ? ecrirePart(cle.plafond) : ''}
              />
            </GroupeDeChamps>
            <GroupeDeChamps titre="Pourcentages convenus, 100 % ensemble">
              <p className="aide">Seulement si une part de la clé en dépend.</p>
              <CoteACote>
                {payants.map(({ organismeId, libelle }) => {
                  const libre = cle?.poids.find((p) => p.organismeId === organismeId)?.libre
                  return (
                    <ChampNombre
                      key={organismeId}
                      nom={`libre-${organismeId}`}
                      libelle={libelle}
                      unite="%"
                      decimales
                      facultatif
                      valeur={libre ? ecrirePart(libre) : ''}
                    />
                  )
                })}
              </CoteACote>
            </GroupeDeChamps>
            <Actions>
              <Bouton variante="primaire" nom="geste" valeur="fixer">
                Fixer cette clé
              </Bouton>
              <Bouton nom="geste" valeur="essayer">
                Essayer
              </Bouton>
              <a href={retour}>Revenir</a>
            </Actions>
          </Formulaire>
        )}
      </>
    ),
  }
}
