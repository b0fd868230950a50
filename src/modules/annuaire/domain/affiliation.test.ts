import { describe, expect, it } from 'vitest'
import { type Affiliation, deciderEmployeur, type EtatConnu, type OrganismeConnu } from './affiliation.ts'
import type { EmployeurLu } from './employeur.ts'

const commune = (champs: Partial<OrganismeConnu> = {}): OrganismeConnu => ({
  id: 'nantes',
  siren: '214401093',
  type: 'commune',
  nom: 'Nantes',
  codeInsee: '44109',
  departement: '44',
  fusionneeDans: null,
  ...champs,
})
const affiliee: Affiliation = {
  id: 'a1',
  organismeId: 'nantes',
  siret: '21440109300015',
  nom: 'Commune de Nantes',
  communeId: 'nantes',
  genre: 'volontaire',
  du: '2020-01-01',
  au: null,
  finPrecedente: null,
}
const lu: EmployeurLu = {
  siren: '214401093',
  siret: null,
  nom: 'Commune de Nantes',
  nature: null,
  codeInsee: null,
  commune: null,
  genre: 'volontaire',
  du: '2020-01-01',
  au: null,
  centre: null,
}

function connu(
  organismes: readonly OrganismeConnu[] = [commune()],
  affiliations: readonly Affiliation[] = [],
  ailleurs: readonly (readonly [string, string])[] = [],
): EtatConnu {
  const parNom = new Map<string, OrganismeConnu[]>()
  for (const o of organismes) parNom.set(o.nom.toLowerCase(), [...(parNom.get(o.nom.toLowerCase()) ?? []), o])
  return {
    centre: { siren: '284400000', libelle: 'CDG 44', departement: '44' },
    parSiren: new Map(organismes.flatMap((o) => (o.siren ? [[o.siren, o] as const] : []))),
    communesParCode: new Map(organismes.flatMap((o) => (o.codeInsee ? [[o.codeInsee, o] as const] : []))),
    communesParNom: parNom,
    affiliations: new Map(affiliations.map((a) => [a.organismeId, a])),
    ailleurs: new Map(ailleurs),
    autresCentres: new Map([['49', 'CDG 49']]),
  }
}
const motif = (cle: string, texte: string) => ({
  ok: false,
  refus: { cle, motif: expect.stringContaining(texte) },
})

describe('ce qu’une ligne d’employeur change', () => {
  it('un employeur de l’annuaire, sans affiliation, est affilié', () =>
    expect(deciderEmployeur(connu(), lu)).toMatchObject({
      valeur: { etat: 'nouvelle', ecriture: { genre: 'ajouter', organismeId: 'nantes', nouveau: null } },
    }))
  it('un employeur inconnu entre dans l’annuaire avec la commune de son siège', () =>
    expect(
      deciderEmployeur(connu(), { ...lu, siren: '200000008', nature: 'syndicat', codeInsee: '44109' }),
    ).toMatchObject({
      valeur: {
        ecriture: { organismeId: null, nouveau: { siren: '200000008', type: 'syndicat', departement: '44' } },
      },
    }))
  it('la même ligne ne change rien ; une cellule vide n’efface ni l’établissement ni la commune', () =>
    expect(deciderEmployeur(connu([commune()], [affiliee]), lu)).toMatchObject({
      valeur: { etat: 'inchangee', ecriture: null },
    }))
  it('un nom corrigé corrige la période, et se montre avant et après', () =>
    expect(deciderEmployeur(connu([commune()], [affiliee]), { ...lu, nom: 'Ville de Nantes' })).toMatchObject(
      {
        valeur: {
          etat: 'changee',
          ecriture: { genre: 'corriger', id: 'a1' },
          changements: [{ cle: 'nom', avant: 'Commune de Nantes', apres: 'Ville de Nantes' }],
        },
      },
    ))
  it('un nouveau genre finit la période la veille et en commence une autre', () =>
    expect(
      deciderEmployeur(connu([commune()], [affiliee]), { ...lu, genre: 'socle', du: '2026-03-01' }),
    ).toMatchObject({
      valeur: { ecriture: { genre: 'ajouter', clore: { id: 'a1', au: '2026-02-28' } } },
    }))
  it('un retour après une fin ouvre une période sans toucher à l’ancienne', () =>
    expect(
      deciderEmployeur(connu([commune()], [{ ...affiliee, au: '2023-12-31' }]), { ...lu, du: '2025-01-01' }),
    ).toMatchObject({ valeur: { ecriture: { genre: 'ajouter', clore: null } } }))
})

describe('ce qui est refusé, à sa colonne et avec son remède', () => {
  const nouvelle = commune({ nom: 'Ancenis', id: 'ancenis', siren: '214400038', codeInsee: '44003' })
  it.each([
    ['un autre centre', connu(), { centre: 'CDG 49' }, 'centre', 'importe ses propres employeurs'],
    [
      'un employeur affilié ailleurs',
      connu([commune()], [], [['nantes', 'CDG 49']]),
      {},
      'siret',
      'déjà affilié au CDG 49',
    ],
    [
      'un siège dans le département d’un autre centre',
      connu([commune({ departement: '49' })]),
      {},
      'siret',
      'servi par le CDG 49',
    ],
    ['un code INSEE inconnu', connu(), { codeInsee: '44999' }, 'code_insee', 'ce n’est pas le code postal'],
    [
      'une commune fusionnée',
      connu([commune({ fusionneeDans: 'Grandville' })]),
      { codeInsee: '44109' },
      'code_insee',
      'a rejoint Grandville',
    ],
    [
      'un nom qui contredit le code',
      connu(),
      { codeInsee: '44109', commune: 'Rezé' },
      'commune',
      'est celui de Nantes',
    ],
    ['une commune inconnue', connu(), { commune: 'Nulle-Part' }, 'commune', 'n’est pas dans l’annuaire'],
    [
      'deux communes de ce nom',
      connu([commune(), commune({ id: 'autre', siren: null, codeInsee: '44110' })]),
      { commune: 'Nantes' },
      'commune',
      'ajoutez le code INSEE',
    ],
    [
      'une nature que l’annuaire dément',
      connu(),
      { nature: 'epci' as const },
      'nature',
      'L’annuaire connaît',
    ],
    [
      'le SIREN d’une autre commune',
      connu([commune(), nouvelle]),
      { codeInsee: '44003' },
      'commune',
      'Ce SIREN est celui de Nantes',
    ],
    [
      'une commune sous un autre SIREN que le sien',
      connu(),
      { siren: '200000008', nature: 'commune' as const, codeInsee: '44109' },
      'siret',
      'Le SIREN de Nantes est 214401093',
    ],
    [
      'une région inconnue',
      connu(),
      { siren: '200000008', nature: 'region' as const },
      'siret',
      'mettre l’annuaire à jour',
    ],
    [
      'un employeur inconnu sans commune',
      connu(),
      { siren: '200000008' },
      'commune',
      'donnez la commune de son siège',
    ],
    [
      'un changement de genre daté avant le début',
      connu([commune()], [affiliee]),
      { genre: 'socle' as const, du: '2019-01-01' },
      'du',
      'se date du jour où il prend effet',
    ],
    [
      'une date pendant la période précédente',
      connu([commune()], [{ ...affiliee, finPrecedente: '2018-12-31' }]),
      { du: '2018-06-01' },
      'du',
      'pendant l’affiliation précédente',
    ],
  ])('%s', (_quoi, etat, champs, cle, texte) =>
    expect(deciderEmployeur(etat, { ...lu, ...champs })).toMatchObject(motif(cle, texte)),
  )
})
