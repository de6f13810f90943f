import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** VeraCheck FILE...: each file against PDF/UA-1 and PDF/A-3a; a line per broken rule, else silent. */
public class VeraCheck {
    static final int SHOWN = 50;
    static final Map<String, String> PROFILES = Map.of("ua1", "PDFUA-1.xml", "3a", "PDFA-3A.xml");

    public static void main(String[] files) throws Exception {
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        boolean isBroken = false;
        for (String name : new TreeMap<>(PROFILES).keySet()) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            ValidationProfile profile = profile(PROFILES.get(name));
            for (String file : files) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
                    PDFAValidator validator = ValidatorFactory.createValidator(profile, false, SHOWN);
                    ValidationResult result = validator.validate(parser);
                    isBroken |= !result.isCompliant();
                    tell(file + " " + name, result);
                }
            }
        }
        System.exit(isBroken ? 1 : 0);
    }

    static ValidationProfile profile(String name) throws Exception {
        String path = "org/verapdf/pdfa/validation/" + name;
        try (InputStream stream = VeraCheck.class.getClassLoader().getResourceAsStream(path)) {
            return Profiles.profileFromXml(stream);
        }
    }

    static void tell(String what, ValidationResult result) {
        Map<String, String> broken = new TreeMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.FAILED) {
                String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                broken.put(rule, each.getMessage() + " @ " + each.getLocation().getContext());
            }
        }
        broken.forEach((rule, message) -> System.out.println(what + " " + rule + ": " + message));
    }
}
