// npm run compte -- oublier-telephone ADRESSE: for who lost her telephone and her codes, once she was called back at a known number.
import { ouvrirPool } from '../src/platform/base/connexion.ts'
import { ouvrirAcces } from './acces.ts'

const AIDE = `Usage :
  npm run compte -- oublier-telephone ADRESSE   le générateur de codes, les clés d’accès et les codes de secours de ce compte
                                                sont oubliés, ses connexions sont fermées ;
                                                à sa prochaine entrée, la personne se protégera de nouveau

Rappelez d’abord la personne à un numéro que vous connaissez : qui demande cela par courriel lit peut-être sa messagerie.
Code de sortie : 0 fait, 1 rien à faire, 2 commande mal écrite ou base absente.`

async function oublier(adresse: string): Promise<number> {
  const acces = await ouvrirAcces(process.env)
  try {
    const pool = ouvrirPool(acces.proprietaire, 1)
    try {
      const { rows } = await pool.query<{ etat: 'oublie' | 'sans-telephone' | 'inconnu' }>(
        'select oublier_second_facteur($1) as etat',
        [adresse],
      )
      switch (rows[0]!.etat) {
        case 'oublie':
          console.log(
            `Le téléphone et les clés d’accès de ${adresse} sont oubliés, ses connexions sont fermées.`,
          )
          return 0
        case 'sans-telephone':
          console.error(`Ni téléphone ni clé d’accès n’est associé au compte ${adresse}.`)
          return 1
        case 'inconnu':
          console.error(`Aucun compte à l’adresse ${adresse}. Vérifiez-la dans « Personnes ».`)
          return 1
      }
    } finally {
      await pool.end()
    }
  } finally {
    await acces.fermer()
  }
}

const [commande, adresse, ...reste] = process.argv.slice(2)
try {
  if (commande !== 'oublier-telephone' || !adresse || reste.length > 0) {
    console.error(AIDE)
    process.exitCode = 2
  } else process.exitCode = await oublier(adresse.trim().toLowerCase())
} catch (erreur) {
  console.error(`\n${(erreur as Error).message}\n`)
  process.exitCode = 2
}
