//! A segment of the index: tantivy's, in memory. Passages are its documents; those of a page follow each other.
//!
//! What belongs to a page as a whole (title, what customers say, tags) is in each of its passages, so that a passage can be
//! scored by itself. Pinyin of titles is in the first passage only, for it has no norms.

use std::sync::{Arc, OnceLock};

use tantivy::directory::RamDirectory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::schema::{Field as TantivyField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::termdict::TermStreamer;
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED, TantivyDocument};

use super::field::Field;
use super::passages::PageText;
use super::pinyin::Pinyin;
use super::tokenizer::Terms;

/// Pages that can be searched, at least one.
pub struct Segment {
    #[cfg(test)]
    searcher: tantivy::Searcher,
    fields: [TantivyField; Field::ALL.len()],
    inverted: [Arc<InvertedIndexReader>; Field::ALL.len()],
    norms: [FieldNormReader; Field::WORDS.len()],
    /// Where the passages of each page begin; one more entry for the end.
    first: Vec<u32>,
    /// How many terms each passage has in each field, counted when somebody asks.
    counts: OnceLock<[Vec<u32>; Field::ALL.len()]>,
}

/// Takes pages one after another.
pub struct Builder {
    writer: tantivy::SingleSegmentIndexWriter,
    fields: [TantivyField; Field::ALL.len()],
    first: Vec<u32>,
}

impl Builder {
    /// `bytes` of text are expected, roughly; it decides how much memory is taken at once.
    pub fn new(bytes: usize) -> tantivy::Result<Builder> {
        let mut schema = Schema::builder();
        let fields = Field::ALL.map(|field| {
            let indexing = match field.is_pinyin() {
                true => TextFieldIndexing::default()
                    .set_tokenizer("pinyin")
                    .set_index_option(IndexRecordOption::Basic)
                    .set_fieldnorms(false),
                false => {
                    TextFieldIndexing::default().set_tokenizer("terms").set_index_option(IndexRecordOption::WithFreqs)
                }
            };
            schema.add_text_field(field.name(), TextOptions::default().set_indexing_options(indexing))
        });
        let tokenizers = TokenizerManager::new();
        tokenizers.register("terms", TextAnalyzer::from(Terms::default()));
        tokenizers.register("pinyin", TextAnalyzer::from(Pinyin));
        let writer = tantivy::Index::builder()
            .schema(schema.build())
            .tokenizers(tokenizers)
            .single_segment_index_writer(RamDirectory::create(), budget(bytes))?;
        Ok(Builder { writer, fields, first: vec![0] })
    }

    /// Adds the passages of the next page.
    pub fn add(&mut self, page: &PageText) -> tantivy::Result<()> {
        let says = page.says.join("\n");
        for (at, passage) in page.passages.iter().enumerate() {
            let mut document = TantivyDocument::default();
            let title_pinyin = if at == 0 { format!("{}\n{says}", page.title) } else { String::new() };
            let texts = [
                page.title.as_str(),
                &says,
                &page.tags,
                &passage.heading,
                &passage.text,
                &title_pinyin,
                &passage.heading,
            ];
            for (field, text) in self.fields.iter().zip(texts) {
                if !text.is_empty() {
                    document.add_text(*field, text);
                }
            }
            self.writer.add_document(document)?;
        }
        let end = self.first.last().copied().unwrap_or_default() + page.passages.len() as u32;
        self.first.push(end);
        Ok(())
    }

    /// The segment; `None` when no page was added.
    pub fn finish(self) -> tantivy::Result<Option<Segment>> {
        let Builder { writer, fields, first } = self;
        if first.len() == 1 {
            return Ok(None);
        }
        let searcher = writer.finalize()?.reader()?.searcher();
        let reader = searcher.segment_reader(0);
        let inverted: Vec<_> = fields.iter().map(|field| reader.inverted_index(*field)).collect::<Result<_, _>>()?;
        let words = &fields[..Field::WORDS.len()];
        let norms: Vec<_> = words.iter().map(|field| reader.get_fieldnorms_reader(*field)).collect::<Result<_, _>>()?;
        let (Ok(inverted), Ok(norms)) = (inverted.try_into(), norms.try_into()) else { unreachable!() };
        Ok(Some(Segment {
            fields,
            inverted,
            norms,
            first,
            counts: OnceLock::new(),
            #[cfg(test)]
            searcher,
        }))
    }
}

/// Memory for the writer. It sizes its table of terms by it, so a small book must not ask for much.
fn budget(bytes: usize) -> usize {
    (bytes * 4).clamp(15_000_000, 400_000_000)
}

impl Segment {
    pub fn pages(&self) -> usize {
        self.first.len() - 1
    }

    pub fn passages_of(&self, page: usize) -> std::ops::Range<u32> {
        self.first[page]..self.first[page + 1]
    }

    /// The entry of a term in the dictionary of a field.
    pub fn term(&self, field: Field, term: &str) -> tantivy::Result<Option<TermInfo>> {
        let term = tantivy::Term::from_field_text(self.fields[field as usize], term);
        Ok(self.inverted[field as usize].get_term_info(&term)?)
    }

    /// The dictionary of a field in the order of its bytes, from a text on. It stands before its first term.
    pub fn terms(&self, field: Field, from: &str) -> tantivy::Result<TermStreamer<'_>> {
        Ok(self.inverted[field as usize].terms().range().ge(from.as_bytes()).into_stream()?)
    }

    /// The part of a dictionary from one text on and before another. It stands before its first term.
    pub fn terms_between(&self, field: Field, from: &[u8], to: Option<&[u8]>) -> tantivy::Result<TermStreamer<'_>> {
        let range = self.inverted[field as usize].terms().range().ge(from);
        Ok(match to {
            Some(to) => range.lt(to).into_stream()?,
            None => range.into_stream()?,
        })
    }

    /// Calls `take` for each passage that has a term, in ascending order, with how often it is there.
    pub fn read(&self, field: Field, term: &TermInfo, take: &mut impl FnMut(u32, u32)) -> tantivy::Result<()> {
        let inverted = &self.inverted[field as usize];
        let mut postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            take(postings.doc(), postings.term_freq());
            postings.advance();
        }
        Ok(())
    }

    /// Tantivy's norm of a passage's text in a field. Pinyin has none.
    pub fn norm(&self, field: Field, passage: u32) -> u8 {
        self.norms.get(field as usize).map_or(0, |norms| norms.fieldnorm_id(passage))
    }

    /// How many terms a field has in all passages together.
    pub fn tokens(&self, field: Field) -> u64 {
        self.inverted[field as usize].total_num_tokens()
    }

    /// How many terms a field has in one passage. Norms are not exact, so the postings are counted, once.
    pub fn tokens_of(&self, field: Field, passage: u32) -> tantivy::Result<u32> {
        if self.counts.get().is_none() {
            let mut counts: [Vec<u32>; Field::ALL.len()] = Default::default();
            for (field, counts) in Field::ALL.into_iter().zip(&mut counts) {
                counts.resize(self.first[self.pages()] as usize, 0);
                let mut terms = self.terms(field, "")?;
                while terms.advance() {
                    self.read(field, terms.value(), &mut |passage, count| counts[passage as usize] += count)?;
                }
            }
            // Somebody else may have counted the same meanwhile.
            let _ = self.counts.set(counts);
        }
        Ok(self.counts.get().map_or(0, |counts| counts[field as usize][passage as usize]))
    }
}

#[cfg(test)]
impl Segment {
    /// What tantivy itself says of a term in a field, passage by passage.
    pub fn term_query(&self, field: Field, term: &str) -> Vec<(u32, f32)> {
        use tantivy::collector::TopDocs;
        use tantivy::query::TermQuery;
        let term = tantivy::Term::from_field_text(self.fields[field as usize], term);
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        let limit = self.first[self.pages()] as usize;
        let top = self.searcher.search(&query, &TopDocs::with_limit(limit).order_by_score()).unwrap();
        top.into_iter().map(|(score, address)| (address.doc_id, score)).collect()
    }
}

/// The length that a norm stands for, in terms.
pub fn length(norm: u8) -> u32 {
    FieldNormReader::id_to_fieldnorm(norm)
}
