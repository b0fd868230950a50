import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import type { Jour } from '#shared/dates.ts'
import { compte, date, nombre } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Tableau } from '#ui/tableau.tsx'
import { ChiffreCle, ChiffresCles, Section, Vide } from '#ui/textes.tsx'
import { aAdhere, ETATS_ADHESION, type EtatAdhesion, ORDRE_ADHESION } from '../../domain/adhesion/adhesion.ts'
import { conduit, participe } from '../../domain/droits.ts'
import type { OperationLue } from '../../operations/operations.queries.ts'
import { cadreDeLOperation, TeteDeLOperation } from '../../vues.tsx'
import { adhesionsOuvertes } from '../inscrire-fait.ts'
import type { AdhesionLue, CompteAdhesions } from './suivi.queries.ts'
import { type FiltreSuivi, UnParUn } from './suivi-liste.tsx'

export type PropsSuivi = {
  readonly operation: OperationLue
  readonly comptes: readonly CompteAdhesions[]
  readonly adhesions: readonly AdhesionLue[]
  readonly total: number
  readonly filtre: FiltreSuivi
  readonly acteur: Acteur
  readonly aujourdhui: Jour
  readonly alerte?: string
  readonly statut?: number
}

/** Who is stuck where: how many employers in each state, by centre, then one by one with who must act and since when. */
export function pageSuivi(p: PropsSuivi): ContenuDePage {
  const { operation, acteur, comptes } = p
  const lie = participe(acteur, operation.decision)
  const ouvertes = adhesionsOuvertes(operation)
  const commencees = ouvertes || operation.etat === 'close'
  const siens = comptes.some(({ centreId }) => centreId === acteur.organismeId)
  return {
    titre: `Adhésions : ${operation.titre}`,
    h1: commencees ? direSuivi(comptes) : 'Les adhésions ne sont pas encore ouvertes',
    ...cadreDeLOperation(operation, p.statut),
    chapeau: (
      <p>
        {ouvertes
          ? `Contrat à partir du ${date(operation.debutLe)}. Chaque Centre de gestion tient les dossiers de ses employeurs.`
          : 'Les adhésions s’ouvriront une fois le contrat attribué.'}
      </p>
    ),
    actions: (
      <>
        {lie && ouvertes && (
          <Bouton href={`/achats/${operation.id}/comites`} icone="agenda">
            Comités sociaux
          </Bouton>
        )}
        {conduit(acteur, operation) && (
          <Bouton href={`/achats/${operation.id}/modele`} icone="rediger">
            Modèle de délibération
          </Bouton>
        )}
        {lie && siens && ouvertes && (
          <BoutonPost
            action={`/achats/${operation.id}/adhesions/relancer`}
            icone="courriel"
            variante="primaire"
          >
            Relancer nos employeurs
          </BoutonPost>
        )}
      </>
    ),
    contenu: (
      <>
        <TeteDeLOperation operation={operation} courante="adhesions" alerte={p.alerte} />
        {commencees ? (
          <>
            {comptes.length > 0 && <Ensemble {...p} />}
            {comptes.length > 0 && <ParCentre {...p} />}
            <UnParUn {...p} />
          </>
        ) : (
          <Vide>
            Une fois le contrat attribué, chaque employeur choisit son niveau, consulte son comité social et
            délibère.
          </Vide>
        )}
      </>
    ),
  }
}

const somme = (comptes: readonly CompteAdhesions[], cle: 'employeurs' | 'agents' | 'longues'): number =>
  comptes.reduce((total, ligne) => total + ligne[cle], 0)

const direSuivi = (comptes: readonly CompteAdhesions[]): string => {
  const total = somme(comptes, 'employeurs')
  const adherents = somme(
    comptes.filter(({ etat }) => aAdhere(etat)),
    'employeurs',
  )
  const longues = somme(comptes, 'longues')
  if (total === 0) return 'Aucun employeur n’est encore dans cet achat'
  if (longues > 0)
    return `${compte(longues, 'employeur attend', 'employeurs attendent')} depuis trop longtemps`
  return adherents === 0
    ? `Aucun des ${nombre(total)} employeurs n’a encore adhéré`
    : `${nombre(adherents)} des ${nombre(total)} employeurs ont adhéré`
}

const part = (n: number, total: number): string =>
  `${nombre(total === 0 ? 0 : Math.round((100 * n) / total))} %`

function Ensemble({ comptes }: PropsSuivi) {
  const total = somme(comptes, 'employeurs')
  const adherents = comptes.filter(({ etat }) => aAdhere(etat))
  const enChemin = comptes.filter(({ etat }) => !aAdhere(etat) && etat !== 'renoncee')
  const agents = somme(adherents, 'agents')
  return (
    <ChiffresCles>
      <ChiffreCle
        valeur={nombre(somme(adherents, 'employeurs'))}
        sur={`sur ${nombre(total)}`}
        libelle="ont adhéré"
        detail={`${part(somme(adherents, 'employeurs'), total)} des employeurs`}
      />
      <ChiffreCle
        valeur={nombre(agents)}
        libelle="agents couverts"
        detail={`${part(agents, somme(comptes, 'agents'))} des agents déclarés`}
      />
      <ChiffreCle valeur={nombre(somme(enChemin, 'employeurs'))} libelle="en chemin" />
      <ChiffreCle valeur={nombre(somme(comptes, 'longues'))} libelle="attendent depuis trop longtemps" />
    </ChiffresCles>
  )
}

function ParCentre({ comptes, operation }: PropsSuivi) {
  const centres = [
    ...new Map(comptes.map(({ centreId, centre }) => [centreId, { centreId, centre }])).values(),
  ]
  const presents = ORDRE_ADHESION.filter((etat) => comptes.some((ligne) => ligne.etat === etat))
  const adresse = (centre: string, etat: string) =>
    `/achats/${operation.id}/adhesions?${new URLSearchParams({ ...(centre && { centre }), ...(etat && { etat }) })}#un-par-un`
  const cellule = (centreId: string, etat: EtatAdhesion) => {
    const n = somme(
      comptes.filter((ligne) => ligne.etat === etat && (!centreId || ligne.centreId === centreId)),
      'employeurs',
    )
    return n === 0 ? '0' : <a href={adresse(centreId, etat)}>{nombre(n)}</a>
  }
  return (
    <Section titre="Par Centre de gestion" detail="un nombre ouvre la liste">
      <Tableau
        titre="Employeurs par Centre de gestion et par étape"
        lignes={centres}
        cleDe={({ centreId }) => centreId}
        colonnes={[
          {
            cle: 'centre',
            titre: 'Centre de gestion',
            entete: true,
            contenu: ({ centre, centreId }) => <a href={adresse(centreId, '')}>{centre}</a>,
            total: 'Ensemble',
          },
          ...presents.map((etat) => ({
            cle: etat,
            titre: ETATS_ADHESION[etat].mot,
            nombre: true,
            contenu: ({ centreId }: { readonly centreId: string }) => cellule(centreId, etat),
            total: cellule('', etat),
          })),
        ]}
      />
    </Section>
  )
}
