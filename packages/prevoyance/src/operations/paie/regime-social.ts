import { repondre } from '../calcul-point.ts'
import { entier, enumeration, montant, objet } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = objet({
  pass: montant,
  brutAnnuel: montant,
  partEmployeurAnnuelle: montant,
  effectif: entier(0, 10_000_000, 'un effectif'),
  regime: enumeration('RG'),
})

/** Social treatment of the employer's yearly share in a mandatory collective contract, for an agent of the régime général. */
export const regimeSocial = operation({
  nom: 'regime-social',
  libelle: 'Cotisations, forfait social et CSG sur la part de l’employeur',
  lire: entree,
  calculer: ({ pass, brutAnnuel, partEmployeurAnnuelle, effectif }) =>
    repondre({
      donnees: { plafondAnnuel: pass, brutAnnuel, partEmployeurAnnuelle, effectif },
      sortie: {
        limite: 'limiteExclusion',
        exclu: 'partExclue',
        forfaitSocial: 'forfaitSocial',
        csgCrds: 'csgCrdsPart',
      },
    }),
})
