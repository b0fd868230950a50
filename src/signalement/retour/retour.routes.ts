import { Readable } from 'node:stream'
import { alea, enTexte, verifierReponse } from '@maillage/coffre'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jourDe } from '#shared/dates.ts'
import type { Tx } from '../base.ts'
import { ouvrirReception } from '../depot/attente.ts'
import { aSonTour, ecrireEcheances, PieceFausse, rangerPiece, SANS_PIECE } from '../depot/deposer.ts'
import { admissions, empreinte, enveloppe, identifiant, message, piece } from '../depot/formes.ts'
import {
  accordDuRole,
  estDeLAuteur,
  peutLire,
  seMene,
  VOLETS_DE_L_AUTEUR,
  type Volet,
} from '../domain/acces.ts'
import { OCTETS_PAR_DOSSIER, PIECES_PAR_DOSSIER } from '../domain/depot.ts'
import { calendrierDuDepartement, echeanceDe, echeancesDuDepot } from '../domain/echeances.ts'
import { ajouter, inscrireAdmissions, lireDossier } from '../dossiers.repository.ts'
import { consigner, lireJournalDuDossier } from '../journal.ts'
import { marquesJustes } from '../protocole/admission.ts'
import type { Cellule } from '../protocole/annuaire.ts'
import type { Services } from '../services.ts'

const CINQ_MINUTES = 300_000
const DEFIS_MAX = 20_000
const REFUS = {
  message:
    'Ces mots n’ouvrent aucun dossier ici, ou le dossier a été effacé. Vérifiez les douze mots et leur ordre.',
}
const EXPIRE = {
  message:
    'Votre session a expiré : entrez de nouveau vos douze mots. Rien de ce que vous avez écrit n’a été envoyé.',
}

const FORME = {
  message: 'Cet envoi n’a pas la forme attendue. Rien n’a été enregistré : rechargez la page.',
}
const AVANCE = {
  message:
    'L’échange a avancé entre-temps. Rien n’a été envoyé : relisez-le, votre texte est toujours là, puis envoyez de nouveau.',
}
class Avance extends Error {}
const PLEIN = {
  message:
    'Ce dossier ne peut pas recevoir de fichier de plus. Rien n’a été enregistré : décrivez ce qu’il contient dans un message, la cellule vous dira comment le remettre.',
}

const Ouverture = z.strictObject({
  empreinte,
  defi: empreinte,
  hote: z.string().max(100),
  reponse: z.string().max(100),
})
const Ajout = z.strictObject({
  messages: z.array(message).min(1).max(4),
  /** One file at a time, whose bytes follow in the same body. */
  pieces: z.array(piece).max(1).default([]),
  enveloppes: z.array(enveloppe).max(200).default([]),
  action: z.enum(['ecrire', 'accords', 'identite', 'retirer', 'rendez-vous', 'renouveler-cles']),
  /** Members whose keys a consent taken back deletes. */
  retraits: z.array(z.string().max(80)).max(20).default([]),
})
type Ajout = z.infer<typeof Ajout>
const Transfert = z.strictObject({
  vers: z.string().min(1).max(60),
  enveloppes: z.array(enveloppe).min(4).max(600),
  admissions,
  /** What she says of it, in the exchanges: kept with it or not at all. */
  messages: z.array(message).max(2).default([]),
})

/** An author comes back with twelve words, which never leave her page: a challenge, a signature, a token for this tab. */
export function retourRoutes(app: FastifyInstance, services: Services): void {
  const { base, auteurs, cellules, maintenant } = services
  const defis = new Map<string, { readonly pour: string; readonly avant: number }>()
  const { adresse, port, mode } = services.config
  // On one machine the demonstration is reached by two names; elsewhere there is one.
  const hotes = new Set([
    new URL(adresse).host,
    ...(mode === 'demonstration' ? [`127.0.0.1:${port}`, `localhost:${port}`] : []),
  ])

  // The same answer whether or not the fingerprint is known.
  app.post<{ Body: { empreinte?: unknown } }>('/v1/retour/defi', async (requete, reponse) => {
    const lu = empreinte.safeParse(requete.body?.empreinte)
    if (!lu.success) return reponse.code(422).send(REFUS)
    const ici = maintenant().getTime()
    // The oldest first: what has expired goes, and whatever is beyond a bound that no honest crowd reaches.
    for (const [cle, { avant }] of defis) {
      if (avant >= ici && defis.size < DEFIS_MAX) break
      defis.delete(cle)
    }
    const defi = enTexte(alea(32))
    defis.set(defi, { pour: lu.data, avant: ici + CINQ_MINUTES })
    return { defi }
  })

  app.post('/v1/retour/session', async (requete, reponse) => {
    const lu = Ouverture.safeParse(requete.body)
    if (!lu.success) return reponse.code(401).send(REFUS)
    const { empreinte: pour, defi, hote, reponse: signee } = lu.data
    const attendu = defis.get(defi)
    defis.delete(defi)
    const { rows } = await base.pool.query<{ id: string; organisme: string; cle_auteur: string }>(
      'select id, organisme, cle_auteur from organisme_du_reperage($1)',
      [pour],
    )
    // An unknown case costs the same verification, with a key that nobody holds.
    const cle = rows[0]?.cle_auteur ?? services.preuve.publique
    const juste = verifierReponse(defi, hote, signee, cle)
    const vivant = attendu && attendu.pour === pour && attendu.avant >= maintenant().getTime()
    const trouve = rows[0]
    if (!juste || !vivant || !trouve || !hotes.has(hote)) return reponse.code(401).send(REFUS)
    return {
      jeton: auteurs.ouvrir({ dossier: trouve.id, organisme: trouve.organisme, cle: trouve.cle_auteur }),
    }
  })

  app.get('/v1/retour/dossier', async (requete, reponse) => {
    const auteur = auteurs.lire(requete.headers.authorization)
    if (!auteur) return reponse.code(401).send(EXPIRE)
    const lu = await base.pour(auteur.organisme, (tx) => lireDossier(tx, auteur.dossier, 'auteur', null))
    return lu ?? reponse.code(404).send(REFUS)
  })

  // What was done to her case, as each member signed it: her page checks the signatures.
  app.get('/v1/retour/journal', async (requete, reponse) => {
    const auteur = auteurs.lire(requete.headers.authorization)
    if (!auteur) return reponse.code(401).send(EXPIRE)
    const lignes = await base.pour(auteur.organisme, (tx) => lireJournalDuDossier(tx, auteur.dossier))
    return { lignes }
  })

  app.get<{ Params: { piece: string } }>('/v1/retour/pieces/:piece', async (requete, reponse) => {
    const auteur = auteurs.lire(requete.headers.authorization)
    if (!auteur) return reponse.code(401).send(EXPIRE)
    const id = identifiant.safeParse(requete.params.piece)
    const { rows } = await base.pour(auteur.organisme, (tx) =>
      tx.query<{ octets: Buffer }>('select octets from piece where id = $1 and dossier = $2', [
        id.data ?? '',
        auteur.dossier,
      ]),
    )
    if (!rows[0]) return reponse.code(404).send(REFUS)
    return reponse
      .type('application/octet-stream')
      .header('content-disposition', 'attachment')
      .send(rows[0].octets)
  })

  app.post('/v1/retour/messages', { bodyLimit: 8_000_000 }, async (requete, reponse) => {
    const auteur = auteurs.lire(requete.headers.authorization)
    if (!auteur) return reponse.code(401).send(EXPIRE)
    const flux = requete.body instanceof Readable ? requete.body : null
    const reception = flux && (await ouvrirReception(flux, services.config.donnees))
    const lu = Ajout.safeParse(reception ? reception.entete : flux ? null : requete.body)
    if (!lu.success || !permis(lu.data) || (!reception && lu.data.pieces.length > 0))
      return reponse.code(422).send(FORME)
    const ajout = lu.data
    const cellule = await cellules.cellule(auteur.organisme)
    const lit = (dest: string, volet: Volet) => {
      const role = cellule?.membres.find(({ id }) => id === dest)?.role
      return dest === 'auteur' || dest === 'sequestre' || (role !== undefined && peutLire(role, volet))
    }
    if (ajout.enveloppes.some(({ dest, volet }) => !lit(dest, volet)))
      return reponse.code(422).send({
        message: 'Un destinataire n’est pas dans l’annuaire. Rien n’a été enregistré : rechargez la page.',
      })
    const { taille = 0 } = ajout.pieces[0] ?? {}
    if (taille > 0 && !(await base.pour(auteur.organisme, (tx) => aDeLaPlace(tx, auteur.dossier, taille))))
      return reponse.code(422).send(PLEIN)
    // Nothing is put aside before everything that can be refused has been.
    const attente = reception ? await reception.recevoir(ajout.pieces.map((p) => p.taille)) : SANS_PIECE
    if (!attente) return reponse.code(422).send(FORME)
    const jour = jourDe(maintenant())
    const ecrire = () =>
      base.pour(auteur.organisme, async (tx) => {
        if (taille > 0 && !(await aDeLaPlace(tx, auteur.dossier, taille))) return 'plein' as const
        if (!(await ajouter(tx, auteur, ajout))) return false
        for (const [rang, p] of ajout.pieces.entries())
          await rangerPiece(tx, auteur, p, () => attente.lire(rang))
        for (const { id, role } of cellule?.membres ?? [])
          if (accordDuRole(role) && ajout.retraits.includes(id))
            await tx.query('delete from enveloppe where dossier = $1 and dest = $2', [auteur.dossier, id])
        if (ajout.action === 'rendez-vous' && cellule)
          await tx.query(
            "insert into echeance (dossier, organisme, code, jour) values ($1, $2, 'RDV', $3) on conflict (dossier, code) do update set jour = excluded.jour, fait = false where echeance.fait",
            [
              auteur.dossier,
              auteur.organisme,
              echeanceDe('RDV_20JO', jour, calendrierDuDepartement(cellule.departement)),
            ],
          )
        // New keys ask nothing of the cell; whoever was writing there reads again first.
        await tx.query(
          "update dossier set tour = case when $2 then tour else 'cellule' end, version = version + 1 where id = $1",
          [auteur.dossier, ajout.action === 'renouveler-cles'],
        )
        await consigner(
          tx,
          {
            acteur: 'auteur',
            action: ajout.action,
            dossier: auteur.dossier,
            jour,
            organisme: auteur.organisme,
          },
          null,
        )
        return true
      })
    const ajoute = await (taille > 0 ? aSonTour(ecrire) : ecrire())
      .catch((erreur: unknown) => {
        if (erreur instanceof PieceFausse) return null
        throw erreur
      })
      .finally(() => attente.fermer())
    if (ajoute === 'plein') return reponse.code(422).send(PLEIN)
    if (ajoute === null)
      return reponse.code(422).send({
        message: 'Le fichier a été abîmé en route. Rien n’a été enregistré : envoyez-le de nouveau.',
      })
    return ajoute ? reponse.code(201).send({ fait: true }) : reponse.code(409).send(AVANCE)
  })

  // Another organisation takes the case: the author's browser made the keys for its members; the first one keeps none.
  app.post('/v1/retour/transfert', { bodyLimit: 8_000_000 }, async (requete, reponse) => {
    const auteur = auteurs.lire(requete.headers.authorization)
    if (!auteur) return reponse.code(401).send(EXPIRE)
    const lu = Transfert.safeParse(requete.body)
    const cellule =
      lu.success && lu.data.vers !== auteur.organisme ? await cellules.cellule(lu.data.vers) : null
    const dits = lu.success && lu.data.messages.every(({ volet }) => volet === 'E')
    if (!lu.success || !cellule || !dits || !transferable(lu.data, cellule))
      return reponse.code(422).send({
        message:
          'Ce Centre de gestion ne peut pas recevoir ce dossier. Rien n’a changé : choisissez-en un autre.',
      })
    const { vers, enveloppes, messages, admissions: marques } = lu.data
    const { dossier, organisme, cle } = auteur
    const jour = jourDe(maintenant())
    const parti = await base
      .pour(organisme, async (tx) => {
        await consigner(tx, { acteur: 'auteur', action: 'transferer', dossier, jour, organisme }, null)
        await tx.query('select transferer_dossier($1, $2)', [dossier, vers])
        await tx.query("select set_config('app.organisme', $1, true)", [vers])
        const pris = await ajouter(tx, { dossier, organisme: vers }, { enveloppes, messages })
        if (!pris) throw new Avance()
        await inscrireAdmissions(tx, { dossier, organisme: vers }, marques)
        // The cell that takes it has its own days, from today.
        const echues = echeancesDuDepot(jour, calendrierDuDepartement(cellule.departement))
        await ecrireEcheances(tx, { dossier, organisme: vers }, echues)
        await consigner(tx, { acteur: 'auteur', action: 'recevoir', dossier, jour, organisme: vers }, null)
        return true
      })
      .catch((erreur: unknown) => {
        if (erreur instanceof Avance) return false
        throw erreur
      })
    if (!parti) return reponse.code(409).send(AVANCE)
    auteurs.fermer(requete.headers.authorization)
    return { jeton: auteurs.ouvrir({ dossier, organisme: vers, cle }) }
  })

  app.post('/v1/retour/fin', async (requete, reponse) => {
    auteurs.fermer(requete.headers.authorization)
    return reponse.code(204).send()
  })
}

/** Whether a case still has room for a sealed file of this size. */
async function aDeLaPlace(tx: Tx, dossier: string, taille: number): Promise<boolean> {
  const { rows } = await tx.query<{ pieces: number; octets: number }>(
    'select count(*)::int as pieces, coalesce(sum(length(octets)), 0)::float8 as octets from piece where dossier = $1',
    [dossier],
  )
  const { pieces, octets } = rows[0]!
  return pieces < PIECES_PAR_DOSSIER && octets + taille <= OCTETS_PAR_DOSSIER
}

/** An author writes in her own compartments. */
const permis = (ajout: Ajout): boolean =>
  [...ajout.messages, ...ajout.pieces, ...ajout.enveloppes].every(({ volet }) => estDeLAuteur(volet))

/** Keys for entitled members of the organisation that takes the case: its quorum in each compartment, and somebody who reads the story. */
function transferable(
  { enveloppes, admissions: marques }: z.infer<typeof Transfert>,
  { membres }: Cellule,
): boolean {
  const juste = ({ volet, dest }: Readonly<{ volet: Volet; dest: string }>) => {
    if (!estDeLAuteur(volet)) return false
    const role = membres.find(({ id }) => id === dest)?.role
    return dest === 'auteur' || dest === 'sequestre' || (role !== undefined && peutLire(role, volet))
  }
  const secours = VOLETS_DE_L_AUTEUR.every((volet) =>
    enveloppes.some((e) => e.volet === volet && e.dest === 'sequestre'),
  )
  const gens = enveloppes.map(({ dest }) => dest)
  return (
    enveloppes.every(juste) &&
    marquesJustes(marques, { membres }, gens) &&
    secours &&
    seMene(membres.filter(({ id }) => enveloppes.some((e) => e.volet === 'R' && e.dest === id)))
  )
}
