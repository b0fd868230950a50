import { arreterComptes } from '../../collectif/comptes.ts'
import { enEuros } from '../../socle/index.ts'
import { montantCollectif as montant, objet, puis, refuser } from '../lecture.ts'
import { operation } from '../operation.ts'

const entree = puis(
  objet({
    primesNettes: montant,
    prestations: montant,
    psapOuverture: montant,
    psapCloture: montant,
    pmOuverture: montant,
    pmCloture: montant,
  }),
  (lue, chemin) =>
    lue.primesNettes === 0
      ? refuser(
          `${chemin}.primesNettes`,
          'Sans primes, aucun rapport ne se calcule : indiquez les primes nettes de l’année.',
        )
      : lue,
)

/** Yearly accounts of a contract: charge, S/P, paid ratio. */
export const comptes = operation({
  nom: 'comptes',
  libelle: 'Comptes annuels du contrat : charge de sinistres et rapports aux primes',
  lire: entree,
  calculer: (compte) => {
    const { charge, ratioSP, ratioPaye, explication } = arreterComptes(compte)
    return { sortie: { charge: enEuros(charge), ratioSP, ratioPaye }, explication }
  },
})
