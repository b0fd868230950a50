import type { TypeOrganisme } from '#shared/acteur.ts'
import { ajouterJours, type Jour } from '#shared/dates.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import {
  type EmployeurLu,
  type GenreAffiliation,
  LIBELLES_AFFILIATION,
  type RefusCellule,
} from './employeur.ts'
import { faute, trouverCommune, trouverOrganisme, verifierCentre } from './rapprochement.ts'

export type OrganismeConnu = {
  readonly id: string
  readonly siren: string | null
  readonly type: TypeOrganisme
  readonly nom: string
  readonly codeInsee: string | null
  readonly departement: string | null
  /** Name of the commune that took this one in; null while it exists. */
  readonly fusionneeDans: string | null
}

/** One period of the link between an employer and the centre. The latest one is what a file may change. */
export type Affiliation = {
  readonly id: string
  readonly organismeId: string
  readonly siret: string | null
  readonly nom: string
  readonly communeId: string | null
  readonly genre: GenreAffiliation
  readonly du: Jour
  readonly au: Jour | null
  /** Last day of the period before, when there is one. */
  readonly finPrecedente: Jour | null
}

/** What the directory and the cooperation know, where it concerns the lines of one file. */
export type EtatConnu = {
  readonly centre: {
    readonly siren: string | null
    readonly libelle: string
    readonly departement: string | null
  }
  readonly parSiren: ReadonlyMap<string, OrganismeConnu>
  readonly communesParCode: ReadonlyMap<string, OrganismeConnu>
  /** By name compared without accents; several communes may bear one name. */
  readonly communesParNom: ReadonlyMap<string, readonly OrganismeConnu[]>
  /** Of this centre, by organisation. */
  readonly affiliations: ReadonlyMap<string, Affiliation>
  /** Name of the other centre of the cooperation to which an organisation is affiliated today. */
  readonly ailleurs: ReadonlyMap<string, string>
  /** Other centres of the cooperation by département. */
  readonly autresCentres: ReadonlyMap<string, string>
}

/** Values that a file may change in an affiliation, as the base keeps them. */
export type Contenu = Pick<Affiliation, 'siret' | 'nom' | 'communeId' | 'genre' | 'du' | 'au'>

/** How a line is written: a new period, a correction of the one known, or the end of one and the beginning of another. */
export type EcritureAffiliation =
  | {
      readonly genre: 'ajouter'
      readonly organismeId: string | null
      /** Present when the directory does not know the employer: it is added with its own affiliation. */
      readonly nouveau: {
        readonly siren: string
        readonly type: TypeOrganisme
        readonly departement: string | null
      } | null
      readonly contenu: Contenu
      /** The period to end, and its last day. */
      readonly clore: { readonly id: string; readonly au: Jour } | null
    }
  | { readonly genre: 'corriger'; readonly id: string; readonly contenu: Contenu }

export type LigneDecidee = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  /** Null when nothing is to be written. */
  readonly ecriture: EcritureAffiliation | null
  /** Values before and after, by key of column. */
  readonly changements: readonly { readonly cle: string; readonly avant: string; readonly apres: string }[]
}

type Decision = Result<LigneDecidee, RefusCellule>

/** Decides what one line does to what is known: a new employer, a change, nothing, or a refusal at its column. */
export function deciderEmployeur(connu: EtatConnu, lu: EmployeurLu): Decision {
  const centre = verifierCentre(connu, lu)
  if (centre) return refuser(centre)
  const commune = trouverCommune(connu, lu)
  if (!commune.ok) return commune
  const organisme = trouverOrganisme(connu, lu, commune.valeur)
  if (!organisme.ok) return organisme
  const ailleurs = organisme.valeur && connu.ailleurs.get(organisme.valeur.id)
  if (ailleurs)
    return faute(
      'siret',
      `Cet employeur est déjà affilié au ${ailleurs}. S’il a changé de centre, ${ailleurs} met d’abord fin à l’affiliation.`,
    )
  const departement = (commune.valeur ?? organisme.valeur)?.departement ?? null
  const autre =
    departement !== connu.centre.departement && departement && connu.autresCentres.get(departement)
  if (autre)
    return faute(
      lu.codeInsee ? 'code_insee' : lu.commune ? 'commune' : 'siret',
      `Le siège est dans le département ${departement}, servi par le ${autre}. Vérifiez la commune ou retirez la ligne.`,
    )
  const contenu: Contenu = {
    siret: lu.siret,
    nom: lu.nom,
    communeId: commune.valeur?.id ?? null,
    genre: lu.genre,
    du: lu.du,
    au: lu.au,
  }
  const affiliation = organisme.valeur && connu.affiliations.get(organisme.valeur.id)
  if (affiliation) {
    // An empty cell says nothing: the establishment and the commune already known stay.
    const { siret, communeId } = affiliation
    const complet = { ...contenu, siret: contenu.siret ?? siret, communeId: contenu.communeId ?? communeId }
    return comparer(affiliation, complet, nomsDesCommunes(connu))
  }
  return accepter({
    etat: 'nouvelle',
    libelle: lu.nom,
    changements: decrire(null, contenu, nomsDesCommunes(connu)),
    ecriture: {
      genre: 'ajouter',
      organismeId: organisme.valeur?.id ?? null,
      nouveau: organisme.valeur ? null : { siren: lu.siren, type: lu.nature ?? 'autre', departement },
      contenu,
      clore: null,
    },
  })
}

type NomDeCommune = (id: string | null) => string

function comparer(avant: Affiliation, apres: Contenu, commune: NomDeCommune): Decision {
  const changements = decrire(avant, apres, commune)
  if (changements.length === 0)
    return accepter({ etat: 'inchangee', changements, libelle: apres.nom, ecriture: null })
  const recommence = apres.du > avant.du && avant.au !== null && apres.du > avant.au
  if (apres.du > avant.du && (apres.genre !== avant.genre || recommence))
    return accepter({
      etat: 'changee',
      libelle: apres.nom,
      changements,
      ecriture: {
        genre: 'ajouter',
        organismeId: avant.organismeId,
        nouveau: null,
        contenu: apres,
        clore: recommence ? null : { id: avant.id, au: ajouterJours(apres.du, -1) },
      },
    })
  if (apres.du < avant.du && apres.genre !== avant.genre)
    return faute(
      'du',
      `L’affiliation connue, ${LIBELLES_AFFILIATION[avant.genre]}, commence après cette date. Un changement de genre se date du jour où il prend effet.`,
    )
  if (avant.finPrecedente !== null && apres.du <= avant.finPrecedente)
    return faute('du', 'Cette date tombe pendant l’affiliation précédente de cet employeur : vérifiez-la.')
  return accepter({
    etat: 'changee',
    libelle: apres.nom,
    changements,
    ecriture: { genre: 'corriger', id: avant.id, contenu: apres },
  })
}

/** Values that differ, as the file writes them; against nothing, those that are given. */
function decrire(avant: Contenu | null, apres: Contenu, commune: NomDeCommune): LigneDecidee['changements'] {
  const valeurs = (contenu: Contenu | null) => ({
    siret: contenu?.siret ?? '',
    nom: contenu?.nom ?? '',
    commune: commune(contenu?.communeId ?? null),
    genre: contenu ? LIBELLES_AFFILIATION[contenu.genre] : '',
    du: francais(contenu?.du ?? null),
    au: francais(contenu?.au ?? null),
  })
  const [valeursAvant, valeursApres] = [valeurs(avant), valeurs(apres)]
  return Object.entries(valeursApres).flatMap(([cle, valeur]) => {
    const ancienne = valeursAvant[cle as keyof typeof valeursAvant]
    return valeur === ancienne ? [] : [{ cle, avant: ancienne, apres: valeur }]
  })
}

const francais = (jour: Jour | null): string => jour?.split('-').reverse().join('/') ?? ''

const nomsDesCommunes = ({ communesParCode }: EtatConnu): NomDeCommune => {
  const noms = new Map([...communesParCode.values()].map(({ id, nom }) => [id, nom]))
  return (id) => (id === null ? '' : (noms.get(id) ?? 'autre commune'))
}
