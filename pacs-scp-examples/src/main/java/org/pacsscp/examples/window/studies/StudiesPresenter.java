package org.pacsscp.examples.window.studies;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pacsscp.examples.window.tab.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a person asks for in the tab of the studies. Belongs to the thread of the view; what takes time is done elsewhere. A new
 * search cancels the one before.
 */
public final class StudiesPresenter {
    private static final Logger log = LoggerFactory.getLogger(StudiesPresenter.class);

    private static final String FAULT = "internal error in the tab of the studies";
    private static final String FAILED = "It failed for a fault of its own; the log has it";

    /** Studies that arrive by the dozen are shown together. */
    private static final Duration LEAST_PAUSE = Duration.ofMillis(500);

    private final Supplier<StudiesView> view;
    private final Executor viewThread;
    private final Executor caller;
    private final Pace pace;
    private Optional<Studies> studies = Optional.empty();
    private Optional<StudySearch> running = Optional.empty();
    private StudyFilter filter = StudyFilter.of("");

    /**
     * Has no archive yet.
     *
     * @param view what a person sees
     * @param viewThread the thread of the view
     * @param caller threads that may wait
     * @param clock the time
     */
    public StudiesPresenter(Supplier<StudiesView> view, Executor viewThread, Executor caller, InstantSource clock) {
        this.view = view;
        this.viewThread = viewThread;
        this.caller = caller;
        pace = new Pace(clock, LEAST_PAUSE);
    }

    /**
     * Shows the studies of an archive.
     *
     * @param opened its studies
     */
    public void opened(Studies opened) {
        studies = Optional.of(opened);
        view.get().open(true);
        refresh();
    }

    /** Shows no studies any more. */
    public void closed() {
        running.ifPresent(StudySearch::cancel);
        running = Optional.empty();
        studies = Optional.empty();
        view.get().open(false);
        view.get().show(StudyList.EMPTY);
    }

    /**
     * Searches from now on for something else.
     *
     * @param typed words, separated by spaces; empty for all
     */
    public void search(String typed) {
        StudyFilter wanted = StudyFilter.of(typed);
        if (!wanted.equals(filter)) {
            filter = wanted;
            refresh();
        }
    }

    /** Searches again, whether anything has changed or not. */
    public void refresh() {
        studies.ifPresent(this::search);
    }

    /** Searches again if something has changed; called a few times a second. */
    public void tick() {
        if (running.isEmpty() && pace.isDue()) {
            studies.filter(Studies::takeChange).ifPresent(this::search);
        }
    }

    private void search(Studies in) {
        running.ifPresent(StudySearch::cancel);
        StudySearch search = in.search(filter);
        running = Optional.of(search);
        pace.begin();
        caller.execute(() -> {
            Consumer<StudiesView> shows = result(search);
            viewThread.execute(() -> end(search, shows));
        });
    }

    /** Runs on a thread that may wait. */
    private static Consumer<StudiesView> result(StudySearch search) {
        try {
            StudyList found = search.run();
            return shown -> shown.show(found);
        } catch (IOException e) {
            log.error("{}", e.getMessage());
            return shown -> shown.failed("The studies cannot be searched: " + e.getMessage());
        } catch (RuntimeException e) {
            log.error(FAULT, e);
            return shown -> shown.failed(FAILED);
        }
    }

    private void end(StudySearch search, Consumer<StudiesView> shows) {
        if (running.filter(search::equals).isPresent()) {
            running = Optional.empty();
            pace.end();
            shows.accept(view.get());
        }
    }

    /**
     * Shows the series of a study.
     *
     * @param study which
     */
    public void showSeries(StudyRow study) {
        ask(in -> {
            var series = in.series(study);
            return shown -> shown.series(study, series);
        });
    }

    /**
     * Compares the files of a study with what was stored, and says what they are like.
     *
     * @param study which
     */
    public void verify(StudyRow study) {
        view.get().say("Reading the files of the study…", true);
        ask(in -> {
            Studies.Intactness files = in.verify(study);
            boolean well = files.missing() == 0 && files.damaged() == 0;
            String counts = String.format(
                    Locale.ROOT,
                    "%,d files are intact, %,d missing, %,d damaged",
                    files.intact(),
                    files.missing(),
                    files.damaged());
            return shown -> shown.say(well ? counts : counts + "; the log names them", well);
        });
    }

    /**
     * Deletes a study, if a person confirms that.
     *
     * @param study which
     */
    public void delete(StudyRow study) {
        ask(in -> {
            Studies.Deletion deletion = in.deletion(study);
            return shown -> {
                if (shown.confirm(study, deletion)) {
                    deleteNow(study);
                }
            };
        });
    }

    private void deleteNow(StudyRow study) {
        ask(in -> {
            long deleted = in.delete(study);
            return shown -> {
                shown.say(String.format(Locale.ROOT, "%,d instances were deleted", deleted), true);
                refresh();
            };
        });
    }

    private void ask(Question question) {
        studies.ifPresent(in -> caller.execute(() -> {
            Consumer<StudiesView> shows = answer(in, question);
            viewThread.execute(() -> {
                if (studies.filter(in::equals).isPresent()) {
                    shows.accept(view.get());
                }
            });
        }));
    }

    /** Runs on a thread that may wait. */
    private static Consumer<StudiesView> answer(Studies in, Question question) {
        try {
            return question.ask(in);
        } catch (IOException e) {
            log.error("{}", e.getMessage());
            return shown -> shown.say("That cannot be done: " + e.getMessage(), false);
        } catch (RuntimeException e) {
            log.error(FAULT, e);
            return shown -> shown.say(FAILED, false);
        }
    }

    /** What an archive is asked, by a thread that may wait. */
    @FunctionalInterface
    private interface Question {
        /** Returns what is then done with the view. */
        Consumer<StudiesView> ask(Studies in) throws IOException;
    }
}
