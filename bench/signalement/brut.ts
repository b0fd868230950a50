// The other side: the same server (Fastify, the same pool), which stores the same rows and bytes in one transaction, verifies nothing and signs nothing.
import fastify from 'fastify'
import { ouvrirPool } from '../../src/platform/base/connexion.ts'
import type { DepotScelle } from '../../src/signalement/protocole/sceller-depot.ts'
import { servir } from '../pages/processus.ts'

const octets = (lignes: readonly { readonly octets: string }[]) =>
  lignes.map((ligne) => Buffer.from(ligne.octets, 'base64url'))
let fermer = async () => {}

servir(
  async ({ url }: { readonly url: string }) => {
    const pool = ouvrirPool(url, 8)
    const app = fastify({ logger: false, bodyLimit: 60_000_000 })
    app.post<{ Body: { readonly depot: DepotScelle } }>(
      '/v1/depots',
      async ({ body: { depot } }, reponse) => {
        const { dossier, organisme, messages, pieces, enveloppes, admissions } = depot
        const tx = await pool.connect()
        try {
          await tx.query('begin')
          await tx.query(
            "insert into dossier (id, organisme, reperage, cle_auteur, depot, jour, etat, tour) values ($1, $2, $3, $4, $5, current_date, 'RECU', 'cellule')",
            [dossier, organisme, depot.empreinteReperage, depot.cleAuteur, depot.empreinteReperage],
          )
          await tx.query(
            'insert into message (dossier, organisme, volet, rang, epoque, octets) select $1, $2, * from unnest($3::text[], $4::int[], $5::int[], $6::bytea[])',
            [
              dossier,
              organisme,
              messages.map((m) => m.volet),
              messages.map((m) => m.rang),
              messages.map((m) => m.epoque),
              octets(messages),
            ],
          )
          await tx.query(
            'insert into enveloppe (dossier, organisme, volet, epoque, dest, octets) select $1, $2, * from unnest($3::text[], $4::int[], $5::text[], $6::bytea[])',
            [
              dossier,
              organisme,
              enveloppes.map((e) => e.volet),
              enveloppes.map((e) => e.epoque),
              enveloppes.map((e) => e.dest),
              octets(enveloppes),
            ],
          )
          await tx.query(
            'insert into admission (dossier, organisme, membre, marque) select $1, $2, * from unnest($3::text[], $4::text[])',
            [dossier, organisme, admissions.map((a) => a.membre), admissions.map((a) => a.marque)],
          )
          for (const p of pieces)
            await tx.query(
              'insert into piece (id, dossier, organisme, volet, epoque, octets) values ($1, $2, $3, $4, $5, $6)',
              [p.id, dossier, organisme, p.volet, p.epoque, Buffer.from(p.octets)],
            )
          await tx.query(
            "insert into echeance (dossier, organisme, code, jour) select $1, $2, code, current_date from unnest(array['AR', 'RETOUR', 'ENQUETE']) as code",
            [dossier, organisme],
          )
          await tx.query(
            "insert into journal (organisme, n, ligne, empreinte) values ($1, nextval('rang_brut'), repeat('x', 300), repeat('y', 43))",
            [organisme],
          )
          await tx.query('commit')
        } catch (erreur) {
          await tx.query('rollback').catch(() => {})
          throw erreur
        } finally {
          tx.release()
        }
        return reponse.code(201).send({ preuve: '' })
      },
    )
    const adresse = await app.listen({ port: 0, host: '127.0.0.1' })
    fermer = async () => {
      await app.close()
      await pool.end()
    }
    return { adresse }
  },
  () => fermer(),
)
