-- An employer without a comité of its own is bound by the agreement that its centre negotiated once its assembly has approved it (CGFP L.224-3).
alter table achat_adhesion add column accord_le date;
