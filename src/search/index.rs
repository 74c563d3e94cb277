//! The index: tantivy's, of one segment in memory. Passages are its documents; those of a page follow each other.
//!
//! What belongs to a page as a whole (title, what customers say, tags) is in each of its passages, so that a passage can be
//! scored by itself; [`Index::postings`] gives it by page. Pinyin of titles is in the first passage only, for it has no norms.

use std::ops::Range;

use tantivy::directory::RamDirectory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings as _;
use tantivy::schema::{Field as TantivyField, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED, TantivyDocument};

use super::passages::PageText;
use super::pinyin::Pinyin;
use super::tokenizer::Terms;

/// What is searched of a passage and its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Title,
    Says,
    Tags,
    Heading,
    Body,
    /// Pinyin of the title and of what customers say.
    TitlePinyin,
    HeadingPinyin,
}

impl Field {
    pub const ALL: [Field; 7] =
        [Field::Title, Field::Says, Field::Tags, Field::Heading, Field::Body, Field::TitlePinyin, Field::HeadingPinyin];

    /// The fields whose terms are words and pairs of hanzi.
    pub const WORDS: [Field; 5] = [Field::Title, Field::Says, Field::Tags, Field::Heading, Field::Body];
    pub const PINYIN: [Field; 2] = [Field::TitlePinyin, Field::HeadingPinyin];

    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Says => "says",
            Field::Tags => "tags",
            Field::Heading => "heading",
            Field::Body => "body",
            Field::TitlePinyin => "title_pinyin",
            Field::HeadingPinyin => "heading_pinyin",
        }
    }

    /// Whether its postings are pages rather than passages.
    pub fn is_of_page(self) -> bool {
        matches!(self, Field::Title | Field::Says | Field::Tags | Field::TitlePinyin)
    }

    pub fn is_pinyin(self) -> bool {
        matches!(self, Field::TitlePinyin | Field::HeadingPinyin)
    }
}

/// Where a term is: pages or passages in ascending order, and how often it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings {
    pub ids: Vec<u32>,
    pub counts: Vec<u32>,
}

/// A searchable index.
pub struct Index {
    searcher: Searcher,
    fields: [TantivyField; Field::ALL.len()],
    /// Where the passages of each page begin; one more entry for the end.
    first: Vec<u32>,
    page_of: Vec<u32>,
    norms: [Vec<u8>; Field::WORDS.len()],
    tokens: [u64; Field::ALL.len()],
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

    pub fn finish(self) -> tantivy::Result<Index> {
        let Builder { writer, fields, first } = self;
        let searcher = writer.finalize()?.reader()?.searcher();
        let page_of =
            first.windows(2).zip(0..).flat_map(|(ends, page)| (ends[0]..ends[1]).map(move |_| page)).collect();
        let mut index = Index { searcher, fields, first, page_of, norms: Default::default(), tokens: [0; 7] };
        if index.pages() == 0 {
            return Ok(index);
        }
        for field in Field::ALL {
            index.tokens[field as usize] = index.inverted(field)?.total_num_tokens();
        }
        for field in Field::WORDS {
            let reader = index.segment().get_fieldnorms_reader(index.fields[field as usize])?;
            let ids: Vec<u32> = match field.is_of_page() {
                true => index.first[..index.pages()].to_vec(),
                false => (0..index.passages() as u32).collect(),
            };
            index.norms[field as usize] = ids.into_iter().map(|id| reader.fieldnorm_id(id)).collect();
        }
        Ok(index)
    }
}

/// Memory for the writer. It sizes its table of terms by it, so a small book must not ask for much.
fn budget(bytes: usize) -> usize {
    (bytes * 4).clamp(15_000_000, 400_000_000)
}

impl Index {
    pub fn pages(&self) -> usize {
        self.first.len() - 1
    }

    pub fn passages(&self) -> usize {
        self.page_of.len()
    }

    pub fn passages_of(&self, page: u32) -> Range<u32> {
        self.first[page as usize]..self.first[page as usize + 1]
    }

    pub fn page_of(&self, passage: u32) -> u32 {
        self.page_of[passage as usize]
    }

    /// How many terms the field has in all passages together.
    pub fn tokens(&self, field: Field) -> u64 {
        self.tokens[field as usize]
    }

    /// Tantivy's norms of a field: of each page, or of each passage. Pinyin has none.
    pub fn norms(&self, field: Field) -> &[u8] {
        self.norms.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// Where a term is in a field.
    pub fn postings(&self, field: Field, term: &str) -> tantivy::Result<Postings> {
        if self.pages() == 0 {
            return Ok(Postings::default());
        }
        let inverted = self.inverted(field)?;
        match inverted.get_term_info(&tantivy::Term::from_field_text(self.fields[field as usize], term))? {
            Some(info) => self.read(field, &inverted, &info),
            None => Ok(Postings::default()),
        }
    }

    /// Calls `take` for each term of a field in the order of its bytes, from `from` on, until it says false.
    pub fn each_term(
        &self,
        field: Field,
        from: &str,
        take: &mut dyn FnMut(&str, &tantivy::postings::TermInfo) -> bool,
    ) -> tantivy::Result<()> {
        if self.pages() == 0 {
            return Ok(());
        }
        let inverted = self.inverted(field)?;
        let mut terms = inverted.terms().range().ge(from.as_bytes()).into_stream()?;
        while terms.advance() {
            // Terms come from a `String`.
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if !take(term, terms.value()) {
                break;
            }
        }
        Ok(())
    }

    /// The postings that a term's entry in the dictionary leads to.
    pub fn read(
        &self,
        field: Field,
        inverted: &InvertedIndexReader,
        info: &tantivy::postings::TermInfo,
    ) -> tantivy::Result<Postings> {
        let mut found = Postings::default();
        let mut postings = inverted.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            let passage = postings.doc();
            let page = self.page_of(passage);
            // All passages of a page have what is the page's; the first stands for it.
            if !field.is_of_page() {
                found.ids.push(passage);
                found.counts.push(postings.term_freq());
            } else if passage == self.first[page as usize] {
                found.ids.push(page);
                found.counts.push(postings.term_freq());
            }
            postings.advance();
        }
        Ok(found)
    }

    /// Tantivy's reader of a field; `None` when there are no pages.
    pub fn inverted_if_any(&self, field: Field) -> tantivy::Result<Option<std::sync::Arc<InvertedIndexReader>>> {
        if self.pages() == 0 { Ok(None) } else { self.inverted(field).map(Some) }
    }

    fn inverted(&self, field: Field) -> tantivy::Result<std::sync::Arc<InvertedIndexReader>> {
        self.segment().inverted_index(self.fields[field as usize])
    }

    fn segment(&self) -> &SegmentReader {
        self.searcher.segment_reader(0)
    }
}

#[cfg(test)]
impl Index {
    /// What tantivy itself says of a term in a field, passage by passage.
    pub fn term_query(&self, field: Field, term: &str) -> Vec<(u32, f32)> {
        use tantivy::collector::TopDocs;
        use tantivy::query::TermQuery;
        let term = tantivy::Term::from_field_text(self.fields[field as usize], term);
        let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
        let top = self.searcher.search(&query, &TopDocs::with_limit(self.passages()).order_by_score()).unwrap();
        top.into_iter().map(|(score, address)| (address.doc_id, score)).collect()
    }
}

/// The length that a norm stands for, in terms.
pub fn length(norm: u8) -> u32 {
    FieldNormReader::id_to_fieldnorm(norm)
}
