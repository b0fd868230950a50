import { expect, it } from 'vitest'
import { empreinte } from './empreinte.ts'

const SANS_ORDRE = 'select id from action'
const ORDONNEE = 'select id from action order by id'

it('voit une ligne qui change, une ligne de moins et un ordre demandé qui n’est plus suivi', () => {
  expect(empreinte([{ id: 1 }, { id: 2 }], ORDONNEE)).toBe(empreinte([{ id: 1 }, { id: 2 }], ORDONNEE))
  expect(empreinte([{ id: 1 }, { id: 3 }], ORDONNEE)).not.toBe(empreinte([{ id: 1 }, { id: 2 }], ORDONNEE))
  expect(empreinte([{ id: 1 }], SANS_ORDRE)).not.toBe(empreinte([{ id: 1 }, { id: 2 }], SANS_ORDRE))
  expect(empreinte([{ id: 2 }, { id: 1 }], ORDONNEE)).not.toBe(empreinte([{ id: 1 }, { id: 2 }], ORDONNEE))
})

it('prend pour un ensemble ce qui n’a pas d’ordre', () => {
  expect(empreinte([{ id: 2 }, { id: 1 }], SANS_ORDRE)).toBe(empreinte([{ id: 1 }, { id: 2 }], SANS_ORDRE))
  const dedans = 'select id, (select jsonb_agg(x.id order by (x.id)) from axe x) as axes from action'
  expect(empreinte([{ id: 2 }, { id: 1 }], dedans)).toBe(empreinte([{ id: 1 }, { id: 2 }], dedans))
})

it('laisse de côté l’heure que la base donne, et elle seule', () => {
  const texte = 'select m.limite, now() as maintenant from achat_marche m'
  expect(empreinte([{ limite: 1, maintenant: 5 }], texte)).toBe(
    empreinte([{ limite: 1, maintenant: 6 }], texte),
  )
  expect(empreinte([{ limite: 1, maintenant: 5 }], texte)).not.toBe(
    empreinte([{ limite: 2, maintenant: 5 }], texte),
  )
})
