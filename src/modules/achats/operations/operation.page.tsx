import { peutEngager } from '#modules/gouvernance'
import type { RetourDeFormulaire } from '#platform/http/contexte.ts'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { gestesPossibles } from '#shared/cycle.ts'
import { ajouterMois, type Jour } from '#shared/dates.ts'
import { date, dateCourte, dateSaisie, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Actions, ChampDate, Formulaire } from '#ui/formulaire.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { ChiffreCle, ChiffresCles, Colonnes, Fiche, Fictif, Section } from '#ui/textes.tsx'
import { calendrierDe, situer } from '../domain/calendrier.ts'
import { conduit } from '../domain/droits.ts'
import { CYCLE_OPERATION, type GesteOperation, lignesDe, OBJETS } from '../domain/operation.ts'
import { EtiquetteOperation, RUBRIQUE, VuesDeLOperation } from '../vues.tsx'
import type { MembreDeLOperation, OperationLue } from './operations.queries.ts'

type Props = RetourDeFormulaire & {
  readonly operation: OperationLue
  readonly membres: readonly MembreDeLOperation[]
  readonly acteur: Acteur
  readonly aujourdhui: Jour
}

/** One purchase: where it stands, whom it binds, its calendar worked back from the start. */
export function pageOperation(props: Props): ContenuDePage {
  const { operation, acteur, statut } = props
  const mene = conduit(acteur, operation)
  const { decision } = operation
  return {
    titre: operation.titre,
    surtitre: `Achat groupé · ${OBJETS[operation.objet]}`,
    rubrique: RUBRIQUE,
    ...(statut && { statut }),
    ariane: [{ libelle: 'Achats groupés', href: '/achats' }],
    chapeau: (
      <p>
        Lancé par la décision <a href={`/decisions/${decision.id}`}>{decision.numero}</a>, « {decision.titre}{' '}
        », adoptée le {date(decision.adopteeLe)}. Contrat à partir du {date(operation.debutLe)}.{' '}
        {operation.fictif && <Fictif />}
      </p>
    ),
    actions: (
      <>
        {operation.objet === 'prevoyance' && (
          <Bouton href="/simulateur" icone="calcul">
            Simulateur des agents
          </Bouton>
        )}
        {mene && (
          <Bouton href={`/achats/${operation.id}/modifier`} icone="modifier">
            Modifier la fiche
          </Bouton>
        )}
      </>
    ),
    contenu: (
      <>
        <VuesDeLOperation
          id={operation.id}
          courante="fiche"
          cibles={operation.cibles}
          objet={operation.objet}
        />
        <Chiffres {...operation} />
        <Colonnes cote={<Cote {...props} mene={mene} />}>
          <Calendrier {...props} />
          <QuiEngage {...props} />
        </Colonnes>
      </>
    ),
  }
}

const Chiffres = ({ cibles, reponses, mandats }: OperationLue) => (
  <ChiffresCles>
    <ChiffreCle valeur={nombre(cibles)} libelle="employeurs consultés" />
    <ChiffreCle valeur={nombre(reponses)} libelle="ont répondu" detail={part(reponses, cibles)} />
    <ChiffreCle valeur={nombre(mandats)} libelle="ont donné mandat" detail={part(mandats, cibles)} />
  </ChiffresCles>
)

const part = (n: number, total: number): string | undefined =>
  total > 0 ? `${nombre(Math.round((100 * n) / total))} % des employeurs consultés` : undefined

const SITUATIONS = {
  passee: ['neutre', 'fait', 'Passée'],
  en_cours: ['info', 'horloge', 'En cours'],
  a_venir: ['neutre', 'inscrit', 'À venir'],
} as const

const Calendrier = ({ operation, aujourdhui }: Props) => (
  <Section titre="Calendrier" detail={`calculé à rebours du ${date(operation.debutLe)}`}>
    <Tableau
      titre="Étapes, calculées à rebours du début du contrat"
      lignes={calendrierDe(operation.objet, operation.debutLe)}
      cleDe={({ cle }) => cle}
      estCourante={(etape) => situer(etape, aujourdhui) === 'en_cours'}
      colonnes={[
        { cle: 'etape', titre: 'Étape', entete: true, contenu: ({ libelle }) => libelle },
        {
          cle: 'dates',
          titre: 'Du, au',
          contenu: ({ du, au }) => `${dateCourte(du, au)} au ${dateCourte(au, aujourdhui)}`,
        },
        {
          cle: 'situation',
          titre: 'Situation',
          contenu: (etape) => {
            const [ton, icone, mot] = SITUATIONS[situer(etape, aujourdhui)]
            return (
              <Etiquette ton={ton} icone={icone} discrete>
                {mot}
              </Etiquette>
            )
          },
        },
      ]}
    />
  </Section>
)

const QuiEngage = ({ operation: { decision, pilote }, membres }: Props) => (
  <Section titre="Membres" detail={`conduit par ${pilote}`}>
    <Tableau
      titre="Ce que la décision fait pour chaque membre"
      lignes={membres}
      cleDe={({ organismeId }) => organismeId}
      colonnes={[
        { cle: 'membre', titre: 'Membre', entete: true, contenu: ({ libelle }) => libelle },
        {
          cle: 'effet',
          titre: 'Effet',
          contenu: ({ organismeId }) =>
            !decision.porte.includes(organismeId) ? (
              <Etiquette ton="neutre" icone="informe" discrete>
                Informé, non lié
              </Etiquette>
            ) : peutEngager(decision, organismeId) ? (
              <Etiquette ton="ok" icone="fait" discrete>
                Lié, peut engager des fonds
              </Etiquette>
            ) : (
              <Etiquette ton="attention" icone="sablier" discrete>
                Lié, sans acte exécutoire : rien ne s’engage
              </Etiquette>
            ),
        },
      ]}
    />
  </Section>
)

function Cote({ operation, mene, ...retour }: Props & { readonly mene: boolean }) {
  const possibles = gestesPossibles(CYCLE_OPERATION, operation.etat)
  return (
    <>
      <Section titre="Où elle en est">
        <p>
          <EtiquetteOperation etat={operation.etat} />
        </p>
        {operation.reponsesJusquau && (
          <p>Les employeurs répondent jusqu’au {date(operation.reponsesJusquau)}.</p>
        )}
        {mene && possibles.map((geste) => <Etape key={geste} {...{ geste, operation, retour }} />)}
      </Section>
      <Section titre="Fiche">
        <Fiche
          etroite
          lignes={[
            { nom: 'Conseil', valeur: operation.conseil || 'pas encore choisi' },
            { nom: 'Niveaux proposés', valeur: <Lignes texte={operation.niveaux} /> },
            { nom: 'Rôles', valeur: <Lignes texte={operation.roles} /> },
            { nom: 'Risques suivis', valeur: <Lignes texte={operation.risques} /> },
          ]}
        />
      </Section>
    </>
  )
}

const Lignes = ({ texte }: { readonly texte: string }) => {
  const lignes = lignesDe(texte)
  return lignes.length === 0 ? (
    <>rien d’écrit</>
  ) : (
    <ul>
      {lignes.map((ligne) => (
        <li key={ligne}>{ligne}</li>
      ))}
    </ul>
  )
}

function Etape({
  geste,
  operation,
  retour,
}: {
  readonly geste: GesteOperation
  readonly operation: OperationLue
  readonly retour: Pick<Props, 'fautes' | 'saisies' | 'alerte' | 'aujourdhui'>
}) {
  const abandon = geste === 'abandonner'
  // One form holds the fault that came back: the one whose deed was asked.
  const demande = retour.saisies?.['geste'] === geste
  return (
    <Formulaire
      id={geste}
      prefixe
      action={`/achats/${operation.id}/etape`}
      version={operation.version}
      champs={{ geste }}
      {...(demande && { fautes: retour.fautes ?? [], alerte: retour.alerte, saisies: retour.saisies ?? {} })}
    >
      {geste === 'consulter' && (
        <ChampDate
          nom="jusquau"
          libelle="Les employeurs répondent jusqu’au"
          valeur={dateSaisie(ajouterMois(retour.aujourdhui, 2))}
        />
      )}
      <Actions>
        <Bouton variante={abandon ? 'lien' : 'secondaire'}>{CYCLE_OPERATION[geste].libelle}</Bouton>
      </Actions>
    </Formulaire>
  )
}
