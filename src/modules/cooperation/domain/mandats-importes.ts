import type { FonctionDeMandat } from '#shared/acteur.ts'
import { estCourriel } from '#shared/courriel.ts'
import type { Jour } from '#shared/dates.ts'
import { parLibelle } from '#shared/mots.ts'
import { accepter, type Result, refuser } from '#shared/result.ts'
import { cloreMandat, donnerMandat, LIBELLES_FONCTION } from './mandats.ts'

/** One line of the file of mandates, read. */
export type MandatLu = {
  readonly nom: string
  readonly courriel: string
  readonly fonction: FonctionDeMandat
  readonly du: Jour
  readonly au: Jour | null
  readonly acte: string
}

/** A mandate of the member, with the person who holds it. */
export type MandatConnu = MandatLu & { readonly id: string; readonly personneId: string }

export type PersonneConnue = {
  readonly id: string
  readonly nom: string
  /** Short name of another member for which she acts too; null when she acts for this one only. */
  readonly aussiPour: string | null
}

/** Why a line is refused: the key of the column at fault and a sentence that says what to do. */
export type RefusCellule = { readonly cle: string; readonly motif: string }

const { exploitation: _exploitation, ...DONNEES } = LIBELLES_FONCTION
/** Functions that a member gives, by their words. */
export const FONCTIONS_IMPORTEES: Readonly<Partial<Record<FonctionDeMandat, string>>> = DONNEES

/**
 * Reads one line of the file of mandates.
 * @param cellules text by key of column; dates are already AAAA-MM-JJ
 */
export function lireMandat(cellules: Readonly<Record<string, string>>): Result<MandatLu, RefusCellule> {
  const texte = (cle: string): string => (cellules[cle] ?? '').replaceAll(/\s+/g, ' ').trim()
  const faute = (cle: string, motif: string) => refuser({ cle, motif })
  const nom = texte('nom')
  if (nom.length < 2 || nom.length > 160)
    return faute('nom', `Le nom compte ${nom.length} caractères : il en faut de 2 à 160.`)
  const courriel = texte('courriel').toLowerCase()
  if (!estCourriel(courriel))
    return faute(
      'courriel',
      'Ce n’est pas une adresse complète. Écrivez une seule adresse, comme nom@cdg.fr.',
    )
  const fonction = parLibelle(FONCTIONS_IMPORTEES, texte('fonction'))
  if (fonction === null) {
    const connues = Object.values(FONCTIONS_IMPORTEES).map((libelle) => `« ${libelle} »`)
    return faute('fonction', `Cette fonction n’est pas connue. Écrivez ${connues.join(', ')}.`)
  }
  const [du, au, acte] = [texte('du'), texte('au') || null, texte('acte')]
  if (du < '1950-01-01' || du > '2100-01-01')
    return faute('du', 'Cette date n’est pas vraisemblable : vérifiez l’année.')
  if (au !== null && au < du) return faute('au', 'La fin vient avant le début : vérifiez les deux dates.')
  if (acte.length > 200) return faute('acte', 'L’acte de désignation tient en 200 caractères.')
  return accepter({ nom, courriel, fonction, du, au, acte })
}

/** A mandate is known by its person, its function and its first day. */
export const cleDeMandat = ({
  courriel,
  fonction,
  du,
}: Pick<MandatLu, 'courriel' | 'fonction' | 'du'>): string => `${courriel} ${fonction} ${du}`

export type EcritureMandat = {
  readonly id: string | null
  readonly lu: MandatLu
  /** The name of a person already known is corrected. */
  readonly renommer: string | null
}

export type LigneDeMandat = {
  readonly etat: 'nouvelle' | 'changee' | 'inchangee'
  readonly libelle: string
  readonly changements: readonly { readonly cle: string; readonly avant: string; readonly apres: string }[]
  readonly ecriture: EcritureMandat | null
}

/**
 * Makes the decider of one file: what each line does to the mandates of the member. The rules are those of the form: one presidency at a time, a
 * member keeps somebody who may act for it. They look at what the whole file leaves, whatever the order of its lines.
 * @param lus every line that could be read
 */
export function deciderMandats(
  connus: readonly MandatConnu[],
  personnes: ReadonlyMap<string, PersonneConnue>,
  lus: readonly MandatLu[],
): (lu: MandatLu) => Result<LigneDeMandat, RefusCellule> {
  const fins = new Map(lus.map((lu) => [cleDeMandat(lu), lu.au]))
  const apres = connus.map((mandat) => {
    const fin = fins.get(cleDeMandat(mandat))
    return fin === undefined ? mandat : { ...mandat, au: fin }
  })
  const parCle = new Map(connus.map((mandat) => [cleDeMandat(mandat), mandat]))
  return (lu) => {
    const faute = (cle: string, motif: string) => refuser({ cle, motif })
    const personne = personnes.get(lu.courriel)
    if (personne?.aussiPour && personne.nom !== lu.nom)
      return faute(
        'nom',
        `Cette adresse est celle de « ${personne.nom} », qui agit aussi pour ${personne.aussiPour}. Reprenez ce nom, ou vérifiez l’adresse.`,
      )
    const connu = parCle.get(cleDeMandat(lu)) ?? null
    const refus = connu ? refuserLaFin(apres, connu, lu) : refuserLeDebut(apres, lu)
    if (refus) return refuser(refus)
    const changements = decrire(connu, personne?.nom ?? '', lu)
    const libelle = `${LIBELLES_FONCTION[lu.fonction]}, ${lu.nom}`
    if (connu && changements.length === 0)
      return accepter({ etat: 'inchangee', libelle, changements, ecriture: null })
    if (!connu) apres.push({ ...lu, id: `nouveau ${apres.length}`, personneId: personne?.id ?? lu.courriel })
    return accepter({
      etat: connu ? 'changee' : 'nouvelle',
      libelle,
      changements,
      ecriture: {
        id: connu?.id ?? null,
        lu,
        renommer: personne && personne.nom !== lu.nom ? personne.id : null,
      },
    })
  }
}

function refuserLeDebut(mandats: readonly MandatConnu[], lu: MandatLu): RefusCellule | null {
  const memePersonne = mandats.find(
    ({ courriel, fonction, du, au }) =>
      courriel === lu.courriel &&
      fonction === lu.fonction &&
      (lu.au === null || du <= lu.au) &&
      (au === null || au >= lu.du),
  )
  if (memePersonne)
    return {
      cle: 'du',
      motif: `Cette personne tient déjà cette fonction depuis le ${francais(memePersonne.du)}. Reprenez cette date : l’import ne déplace pas le début d’un mandat.`,
    }
  const enMemeTemps = mandats.filter(({ du }) => lu.au === null || du <= lu.au)
  return donnerMandat(enMemeTemps, lu).ok
    ? null
    : {
        cle: 'fonction',
        motif:
          'Cette fonction est déjà tenue à cette date. Donnez une fin au mandat précédent, dans ce fichier ou sur la page des personnes.',
      }
}

function refuserLaFin(apres: readonly MandatConnu[], connu: MandatConnu, lu: MandatLu): RefusCellule | null {
  const ferme = lu.au !== null && (connu.au === null || lu.au < connu.au)
  if (ferme) {
    const issue = cloreMandat(apres, connu.id, lu.au)
    return !issue.ok && issue.refus.code === 'dernier-responsable'
      ? {
          cle: 'au',
          motif:
            'Votre structure doit garder une présidence, une direction ou une coordination qui puisse agir pour elle.',
        }
      : null
  }
  const rouvre = connu.au !== null && (lu.au === null || lu.au > connu.au)
  const autres = apres.filter(({ id, du }) => id !== connu.id && (lu.au === null || du <= lu.au))
  return rouvre && !donnerMandat(autres, lu).ok
    ? {
        cle: 'au',
        motif: 'Ainsi prolongé, ce mandat en recouvrirait un autre de la même fonction : vérifiez la fin.',
      }
    : null
}

const francais = (jour: Jour | null): string => jour?.split('-').reverse().join('/') ?? ''

function decrire(avant: MandatConnu | null, nomConnu: string, apres: MandatLu): LigneDeMandat['changements'] {
  const paires = [
    ['nom', avant ? nomConnu : '', apres.nom],
    ['courriel', avant?.courriel ?? '', apres.courriel],
    ['fonction', avant ? LIBELLES_FONCTION[avant.fonction] : '', LIBELLES_FONCTION[apres.fonction]],
    ['du', francais(avant?.du ?? null), francais(apres.du)],
    ['au', francais(avant?.au ?? null), francais(apres.au)],
    ['acte', avant?.acte ?? '', apres.acte],
  ] as const
  return paires.flatMap(([cle, ancienne, nouvelle]) =>
    ancienne === nouvelle ? [] : [{ cle, avant: ancienne, apres: nouvelle }],
  )
}
